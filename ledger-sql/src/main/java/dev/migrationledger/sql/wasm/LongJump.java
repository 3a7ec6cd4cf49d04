package dev.migrationledger.sql.wasm;

/** C's longjmp: how PostgreSQL leaves its parser on an error. */
final class LongJump extends RuntimeException {

  private static final long serialVersionUID = 1;

  LongJump() {
    super("longjmp", null, false, false);
  }
}
