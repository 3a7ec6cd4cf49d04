package dev.migrationledger.store.codec;

import java.io.Serial;
import tools.jackson.core.JacksonException;

/** Stored JSON is not what its type asks for. */
public final class UnreadableJson extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  UnreadableJson(Class<?> type, RuntimeException cause) {
    super("not the JSON of a " + type.getSimpleName() + " (" + brief(cause) + ")", cause);
  }

  UnreadableJson(String what) {
    super(what);
  }

  private static String brief(RuntimeException cause) {
    var message =
        cause instanceof JacksonException json ? json.getOriginalMessage() : cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
