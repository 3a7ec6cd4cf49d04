package dev.migrationledger.sql.prepare.code;

/**
 * The instructions of the register code, each four numbers: the instruction, and d, a and b, which
 * are registers unless said otherwise.
 *
 * <p>Jumps name the number before the one they go to, so that the step to the next instruction
 * lands on it. L… instructions work on 64 bits, D… on doubles, the others on 32; …S is signed, …U
 * is not.
 */
public final class Op {

  /** Numbers an instruction has. */
  public static final int WIDTH = 4;

  /** No register: a function gives nothing. */
  public static final int NOTHING = -1;

  /** d = a. */
  public static final int MOV = 0;

  /** To d. */
  public static final int JMP = 1;

  /** To d if a is not 0. */
  public static final int BRNZ = 2;

  /** To d if a is 0. */
  public static final int BRZ = 3;

  /** To d if a equals b. */
  public static final int BREQ = 4;

  /** To d if a does not equal b. */
  public static final int BRNE = 5;

  /** To entry a of table d, or its last. */
  public static final int BRTABLE = 6;

  /** Ends the function with a, which may be NOTHING. */
  public static final int RET = 7;

  public static final int TRAP = 8;

  /** d = function number a, with the registers in table b; its type is the function's. */
  public static final int CALL = 9;

  /**
   * d = function in the module's table at a, with the registers in table b behind the number of its
   * type.
   */
  public static final int CALLI = 10;

  /** d = global number a. */
  public static final int GGET = 11;

  /** Global number d = a. */
  public static final int GSET = 12;

  /** d = a if b is 0. */
  public static final int SELECT = 13;

  /** Copies b bytes from a to d. */
  public static final int MEMCOPY = 14;

  /** Fills b bytes from d with a. */
  public static final int MEMFILL = 15;

  // d = memory at a, plus the number b
  public static final int LD32 = 16;
  public static final int LD8U = 17;
  public static final int LD8S = 18;
  public static final int LD16U = 19;
  public static final int LD16S = 20;
  public static final int LD64 = 21;
  public static final int LD32U = 22;

  // memory at a, plus the number d, = b
  public static final int ST32 = 23;
  public static final int ST8 = 24;
  public static final int ST16 = 25;
  public static final int ST64 = 26;

  // d = a op b; EQZ, EXT8 to CTZ have no b
  public static final int ADD = 27;
  public static final int SUB = 28;
  public static final int AND = 29;
  public static final int SHL = 30;
  public static final int LTS = 31;
  public static final int LES = 32;
  public static final int GTU = 33;
  public static final int GEU = 34;
  public static final int MUL = 35;
  public static final int OR = 36;
  public static final int XOR = 37;
  public static final int SHRU = 38;
  public static final int SHRS = 39;
  public static final int EQ = 40;
  public static final int NE = 41;
  public static final int EQZ = 42;
  public static final int LTU = 43;
  public static final int GTS = 44;
  public static final int LEU = 45;
  public static final int GES = 46;
  public static final int EXT8 = 47;
  public static final int EXT16 = 48;
  public static final int LOW32S = 49;
  public static final int LOW32U = 50;
  public static final int CLZ = 51;
  public static final int CTZ = 52;
  public static final int DIVS = 53;
  public static final int DIVU = 54;
  public static final int ROTR = 55;
  public static final int FIRST_LONG = 56;
  public static final int LEQZ = 56;
  public static final int LEQ = 57;
  public static final int LNE = 58;
  public static final int LLTU = 59;
  public static final int LGTU = 60;
  public static final int LLEU = 61;
  public static final int LGEU = 62;
  public static final int LLTS = 63;
  public static final int LGTS = 64;
  public static final int LLES = 65;
  public static final int LGES = 66;
  public static final int LADD = 67;
  public static final int LSUB = 68;
  public static final int LMUL = 69;
  public static final int LAND = 70;
  public static final int LOR = 71;
  public static final int LXOR = 72;
  public static final int LSHL = 73;
  public static final int LSHRS = 74;
  public static final int LSHRU = 75;
  public static final int LCLZ = 76;
  public static final int LROTL = 77;
  public static final int FIRST_DOUBLE = 78;
  public static final int DCVTU = 78;
  public static final int DCVTLU = 79;
  public static final int DDIV = 80;
  public static final int DMUL = 81;
  public static final int DEQ = 82;
  public static final int DGE = 83;
  public static final int DNE = 84;
  public static final int DTRUNCU = 85;

  private Op() {}
}
