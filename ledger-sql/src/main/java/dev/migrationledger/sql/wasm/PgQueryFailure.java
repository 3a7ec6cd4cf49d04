package dev.migrationledger.sql.wasm;

/**
 * The parser itself gave up: its stack or memory is used up, or one of its assertions failed. The
 * instance is not to be used again. What the text is worth stays unknown.
 */
public final class PgQueryFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  PgQueryFailure(Throwable cause) {
    super("PostgreSQL's parser gave up: " + reason(cause), cause);
  }

  private static String reason(Throwable cause) {
    if (cause instanceof StackOverflowError || cause.getCause() instanceof StackOverflowError) {
      return "the stack is used up, the text is nested too deeply";
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
