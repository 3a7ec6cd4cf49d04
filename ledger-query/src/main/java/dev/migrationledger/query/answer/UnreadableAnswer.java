package dev.migrationledger.query.answer;

import java.io.Serial;

/** JSON is not the answer that it was taken for. */
public final class UnreadableAnswer extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  UnreadableAnswer(Class<?> type, String why, Exception cause) {
    super(told(type, why), cause);
  }

  UnreadableAnswer(Class<?> type, String why) {
    super(told(type, why));
  }

  private static String told(Class<?> type, String why) {
    return "it is not the JSON of a " + type.getSimpleName() + " (" + why + ")";
  }
}
