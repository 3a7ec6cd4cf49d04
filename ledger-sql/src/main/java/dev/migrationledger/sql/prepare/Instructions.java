package dev.migrationledger.sql.prepare;

import dev.migrationledger.sql.prepare.code.Op;
import java.util.Map;
import run.endive.wasm.types.OpCode;

/** Which instruction of {@link Op} does what a WebAssembly instruction does, by its shape. */
final class Instructions {

  static final Map<OpCode, Integer> BINARY =
      Map.ofEntries(
          Map.entry(OpCode.I32_ADD, Op.ADD),
          Map.entry(OpCode.I32_SUB, Op.SUB),
          Map.entry(OpCode.I32_MUL, Op.MUL),
          Map.entry(OpCode.I32_DIV_S, Op.DIVS),
          Map.entry(OpCode.I32_DIV_U, Op.DIVU),
          Map.entry(OpCode.I32_ROTR, Op.ROTR),
          Map.entry(OpCode.I32_AND, Op.AND),
          Map.entry(OpCode.I32_OR, Op.OR),
          Map.entry(OpCode.I32_XOR, Op.XOR),
          Map.entry(OpCode.I32_SHL, Op.SHL),
          Map.entry(OpCode.I32_SHR_S, Op.SHRS),
          Map.entry(OpCode.I32_SHR_U, Op.SHRU),
          Map.entry(OpCode.I32_EQ, Op.EQ),
          Map.entry(OpCode.I32_NE, Op.NE),
          Map.entry(OpCode.I32_LT_S, Op.LTS),
          Map.entry(OpCode.I32_LT_U, Op.LTU),
          Map.entry(OpCode.I32_GT_S, Op.GTS),
          Map.entry(OpCode.I32_GT_U, Op.GTU),
          Map.entry(OpCode.I32_LE_S, Op.LES),
          Map.entry(OpCode.I32_LE_U, Op.LEU),
          Map.entry(OpCode.I32_GE_S, Op.GES),
          Map.entry(OpCode.I32_GE_U, Op.GEU),
          Map.entry(OpCode.I64_EQ, Op.LEQ),
          Map.entry(OpCode.I64_NE, Op.LNE),
          Map.entry(OpCode.I64_LT_U, Op.LLTU),
          Map.entry(OpCode.I64_GT_U, Op.LGTU),
          Map.entry(OpCode.I64_LE_U, Op.LLEU),
          Map.entry(OpCode.I64_GE_U, Op.LGEU),
          Map.entry(OpCode.I64_LT_S, Op.LLTS),
          Map.entry(OpCode.I64_GT_S, Op.LGTS),
          Map.entry(OpCode.I64_LE_S, Op.LLES),
          Map.entry(OpCode.I64_GE_S, Op.LGES),
          Map.entry(OpCode.I64_ADD, Op.LADD),
          Map.entry(OpCode.I64_SUB, Op.LSUB),
          Map.entry(OpCode.I64_MUL, Op.LMUL),
          Map.entry(OpCode.I64_AND, Op.LAND),
          Map.entry(OpCode.I64_OR, Op.LOR),
          Map.entry(OpCode.I64_XOR, Op.LXOR),
          Map.entry(OpCode.I64_SHL, Op.LSHL),
          Map.entry(OpCode.I64_SHR_S, Op.LSHRS),
          Map.entry(OpCode.I64_SHR_U, Op.LSHRU),
          Map.entry(OpCode.I64_ROTL, Op.LROTL),
          Map.entry(OpCode.F64_DIV, Op.DDIV),
          Map.entry(OpCode.F64_MUL, Op.DMUL),
          Map.entry(OpCode.F64_EQ, Op.DEQ),
          Map.entry(OpCode.F64_NE, Op.DNE),
          Map.entry(OpCode.F64_GE, Op.DGE));

  static final Map<OpCode, Integer> UNARY =
      Map.ofEntries(
          Map.entry(OpCode.I32_EQZ, Op.EQZ),
          Map.entry(OpCode.I32_EXTEND_8_S, Op.EXT8),
          Map.entry(OpCode.I32_EXTEND_16_S, Op.EXT16),
          Map.entry(OpCode.I32_WRAP_I64, Op.LOW32S),
          Map.entry(OpCode.I64_EXTEND_I32_S, Op.LOW32S),
          Map.entry(OpCode.I64_EXTEND_I32_U, Op.LOW32U),
          Map.entry(OpCode.I32_CLZ, Op.CLZ),
          Map.entry(OpCode.I32_CTZ, Op.CTZ),
          Map.entry(OpCode.I64_EQZ, Op.LEQZ),
          Map.entry(OpCode.I64_CLZ, Op.LCLZ),
          Map.entry(OpCode.F64_CONVERT_I32_U, Op.DCVTU),
          Map.entry(OpCode.F64_CONVERT_I64_U, Op.DCVTLU),
          Map.entry(OpCode.I32_TRUNC_SAT_F64_U, Op.DTRUNCU));

  static final Map<OpCode, Integer> LOAD =
      Map.ofEntries(
          Map.entry(OpCode.I32_LOAD, Op.LD32),
          Map.entry(OpCode.I32_LOAD8_U, Op.LD8U),
          Map.entry(OpCode.I32_LOAD8_S, Op.LD8S),
          Map.entry(OpCode.I32_LOAD16_U, Op.LD16U),
          Map.entry(OpCode.I32_LOAD16_S, Op.LD16S),
          Map.entry(OpCode.I64_LOAD, Op.LD64),
          Map.entry(OpCode.F64_LOAD, Op.LD64),
          Map.entry(OpCode.I64_LOAD32_U, Op.LD32U),
          Map.entry(OpCode.I64_LOAD8_U, Op.LD8U));

  static final Map<OpCode, Integer> STORE =
      Map.ofEntries(
          Map.entry(OpCode.I32_STORE, Op.ST32),
          Map.entry(OpCode.I32_STORE8, Op.ST8),
          Map.entry(OpCode.I32_STORE16, Op.ST16),
          Map.entry(OpCode.I64_STORE, Op.ST64),
          Map.entry(OpCode.F64_STORE, Op.ST64),
          Map.entry(OpCode.I64_STORE8, Op.ST8),
          Map.entry(OpCode.I64_STORE16, Op.ST16),
          Map.entry(OpCode.I64_STORE32, Op.ST32));

  private Instructions() {}
}
