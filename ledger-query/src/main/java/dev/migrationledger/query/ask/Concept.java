package dev.migrationledger.query.ask;

import java.util.Arrays;
import java.util.Optional;

/** What a word of a question means, whatever word is used for it. */
enum Concept {
  WHO("who", "whom", "whose"),
  WHY("why", "reason", "cause", "caused"),
  EDIT(
      "edit",
      "edited",
      "edits",
      "editing",
      "changed",
      "change",
      "changes",
      "modified",
      "modify",
      "altered",
      "touched",
      "rewrote"),
  NEVER("never", "not", "unapplied", "didnt", "didn't", "hasn't", "haven't", "no"),
  RUN("ran", "run", "runs", "applied", "apply", "executed", "execute", "deployed", "done", "live"),
  ROLLBACK("rollback", "rollbacks", "reverted", "revert", "undone", "undid"),
  PENDING("pending", "waiting", "outstanding", "todo", "next", "remaining", "left"),
  BLOCKED("blocked", "behind", "stuck", "held"),
  FAIL(
      "fail",
      "failed",
      "failure",
      "succeed",
      "succeeded",
      "broke",
      "break",
      "broken",
      "crash",
      "crashed",
      "wrong"),
  DEPLOY("deploy", "deployment", "release", "rollout"),
  LAST("last", "latest", "newest", "recent"),
  ORDER("order", "out-of-order", "sequence"),
  TWICE("twice", "again", "repeatedly"),
  DUPLICATE("duplicate", "duplicates", "duplicated", "double"),
  ACKNOWLEDGE("acknowledged", "acknowledge", "acked", "ack", "accepted", "accept"),
  RETIRE("retired", "retire", "retirement"),
  BASELINE("baselined", "baseline"),
  IMPORT("imported", "import", "imports", "importing"),
  FORCE(
      "forced", "force", "overrode", "override", "overridden", "overrides", "allowed", "bypassed"),
  BETWEEN("between", "from"),
  SINCE("since", "after"),
  EVERYTHING("everything", "anything", "activity", "actions"),
  DID("did", "do", "does"),
  HISTORY("history", "log", "story", "happened", "timeline", "trail"),
  NEED("depend", "depends", "dependent", "need", "needs", "require", "requires"),
  DEPENDENCIES("dependencies", "dependency", "prerequisites"),
  DEPENDENTS("dependents", "needed", "required"),
  CREATE("create", "creates", "created", "make", "makes", "made", "add", "adds", "added"),
  DDL("ddl"),
  CAPTURE("capture", "captured", "capturing", "watch", "watched"),
  OUTSIDE("outside", "without", "unexplained", "foreign", "manual", "manually"),
  OFF("off", "disabled", "interrupted", "gap", "gaps", "blind"),
  BYTES("bytes", "checksum", "where", "host", "machine");

  private static final String ROLLED_OUT = "(?i)\\broll(?:ed)? out\\b";

  private static final String ROLLED = "(?i)\\broll(?:ed)?\\b";

  private final String words;

  Concept(String... words) {
    this.words = " " + String.join(" ", words) + " ";
  }

  /** "Rolled back" is one word, and "rolled out" another, with a number between or not. */
  static String together(String question) {
    return question.strip().replaceAll(ROLLED_OUT, "deployed").replaceAll(ROLLED, "rollback");
  }

  static Optional<Concept> of(String word) {
    return Arrays.stream(values()).filter(c -> c.words.contains(" " + word + " ")).findFirst();
  }
}
