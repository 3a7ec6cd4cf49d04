package dev.migrationledger.sql.wasm.code;

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

  /** d is no register: the function called gives nothing. */
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

  /** Ends the function with a. */
  public static final int RET = 7;

  public static final int TRAP = 8;

  /** d = function number a, with the registers in table b. */
  public static final int CALL = 9;

  /** d = function in the module's table at a, with the registers in table b. */
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

  // memory at a, plus the number d, = b
  public static final int ST32 = 22;
  public static final int ST8 = 23;
  public static final int ST16 = 24;
  public static final int ST64 = 25;

  // d = a op b; EQZ, EXT8 to CTZ have no b
  public static final int ADD = 26;
  public static final int SUB = 27;
  public static final int AND = 28;
  public static final int SHL = 29;
  public static final int LTS = 30;
  public static final int LES = 31;
  public static final int GTU = 32;
  public static final int GEU = 33;
  public static final int MUL = 34;
  public static final int OR = 35;
  public static final int XOR = 36;
  public static final int SHRU = 37;
  public static final int SHRS = 38;
  public static final int EQ = 39;
  public static final int NE = 40;
  public static final int EQZ = 41;
  public static final int LTU = 42;
  public static final int GTS = 43;
  public static final int LEU = 44;
  public static final int GES = 45;
  public static final int EXT8 = 46;
  public static final int EXT16 = 47;
  public static final int LOW32S = 48;
  public static final int LOW32U = 49;
  public static final int CLZ = 50;
  public static final int CTZ = 51;
  static final int FIRST_LONG = 52;
  public static final int LEQZ = 52;
  public static final int LEQ = 53;
  public static final int LNE = 54;
  public static final int LLTU = 55;
  public static final int LGTU = 56;
  public static final int LLEU = 57;
  public static final int LGEU = 58;
  public static final int LLTS = 59;
  public static final int LGTS = 60;
  public static final int LLES = 61;
  public static final int LGES = 62;
  public static final int LADD = 63;
  public static final int LSUB = 64;
  public static final int LMUL = 65;
  public static final int LAND = 66;
  public static final int LOR = 67;
  public static final int LXOR = 68;
  public static final int LSHL = 69;
  public static final int LSHRS = 70;
  public static final int LSHRU = 71;
  public static final int LCLZ = 72;
  static final int FIRST_DOUBLE = 73;
  public static final int DCVTU = 73;
  public static final int DCVTLU = 74;
  public static final int DDIV = 75;
  public static final int DMUL = 76;
  public static final int DEQ = 77;
  public static final int DGE = 78;
  public static final int DTRUNCU = 79;

  private Op() {}
}
