package dev.migrationledger.query.ask.grammar;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a word of a question means, whatever word is used for it. */
public enum Concept {
  WHO("who", "whom", "whose"),
  WHY("why", "reason", "cause", "caused"),
  EDIT("edit", "edited", "edits", "editing", "modified", "modify", "altered", "touched", "rewrote"),
  CHANGE("changed", "change", "changes", "changing"),
  DIFFER("different", "differ", "differs", "difference", "differences", "deviates", "mismatch"),
  NEVER("never", "not", "unapplied", "didnt", "didn't", "hasn't", "haven't", "no"),
  RUN("ran", "run", "runs", "applied", "apply", "executed", "execute", "deployed", "done", "live"),
  ROLLBACK("rollback", "rollbacks", "reverted", "revert", "undone", "undid"),
  PENDING("pending", "waiting", "outstanding", "todo", "next", "remaining", "left"),
  WAIT("waited", "wait", "waits"),
  BLOCKED("blocked", "blocks", "blocking", "behind", "stuck", "held"),
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
  DEPLOY("deploy", "deploys", "deployment", "deployments", "release", "rollout"),
  LAST("last", "latest", "newest", "recent"),
  ORDER("order", "out-of-order", "sequence"),
  TWICE("twice", "again", "repeatedly"),
  DUPLICATE("duplicate", "duplicates", "duplicated", "double"),
  ACKNOWLEDGE("acknowledged", "acknowledge", "acked", "ack", "accepted", "accept"),
  RETIRE("retired", "retire", "retirement"),
  BASELINE("baselined", "baseline"),
  IMPORT("imported", "import", "imports", "importing"),
  FORCE("forced", "force", "overrode", "override", "overridden", "overrides", "bypassed"),
  APPROVE("approved", "approve", "approval", "approvals", "approver", "reviewed", "reviewer"),
  REFUSE("refused", "refuse", "rejected", "reject", "refusal", "refusals"),
  RECOVER("recovered", "recover", "recovery", "recoveries", "repaired", "repair", "repairs"),
  BETWEEN("between", "from"),
  SINCE("since", "after"),
  BEFORE("before"),
  UNTIL("until", "till"),
  EVERYTHING("everything", "anything", "activity", "actions"),
  DID("did", "do", "does"),
  HISTORY("history", "story", "happened", "happen", "timeline", "trail"),
  NOTHING("nothing"),
  PROVE("prove", "proof", "proven"),
  RECORD("record", "records", "event", "events", "entry", "entries", "log"),
  EXPORT("exported", "export", "exports", "report", "reports", "read", "reads", "downloaded"),
  TAMPER("tampered", "tamper", "falsified", "forged", "manipulated", "intact", "trusted", "trust"),
  STATE("state", "status", "stand", "stood"),
  SCHEMA("schema"),
  DRIFT("drift", "drifted", "drifts"),
  SLOW("slowest", "slow", "slower", "longest", "took"),
  LOCK("lock", "locks", "locked"),
  TARGETS("target", "targets", "database", "databases", "environment", "environments"),
  NEED("depend", "depends", "dependent", "need", "needs", "require", "requires"),
  DEPENDENCIES("dependencies", "dependency", "prerequisites"),
  DEPENDENTS("dependents", "needed", "required"),
  CREATE("create", "creates", "created", "make", "makes", "made", "add", "adds", "added"),
  DDL("ddl"),
  CAPTURE("capture", "captured", "capturing", "watch", "watched"),
  OUTSIDE("outside", "without", "unexplained", "foreign", "manual", "manually"),
  OFF("off", "disabled", "interrupted", "gap", "gaps", "blind"),
  BYTES("bytes", "checksum", "where", "host", "machine");

  private static final Pattern ROLLED_OUT = Pattern.compile("(?i)\\broll(?:ed)? out\\b");

  private static final Pattern ROLLED = Pattern.compile("(?i)\\broll(?:ed)?\\b");

  private static final Map<String, Concept> BY_WORD = byWord();

  private final String words;

  Concept(String... words) {
    this.words = String.join(" ", words);
  }

  /** Where two have a word in common, the first one has it. */
  private static Map<String, Concept> byWord() {
    var all = new TreeMap<String, Concept>();
    for (var concept : values()) {
      for (var word : concept.words.split(" ", -1)) {
        all.putIfAbsent(word, concept);
      }
    }
    return Collections.unmodifiableMap(all);
  }

  /** "Rolled back" is one word, and "rolled out" another, with a number between or not. */
  public static String together(String question) {
    var deployed = ROLLED_OUT.matcher(question.strip()).replaceAll("deployed");
    return ROLLED.matcher(deployed).replaceAll("rollback");
  }

  /** Every word that means something, in an order that is always the same. */
  static Map<String, Concept> known() {
    return BY_WORD;
  }

  public static Optional<Concept> of(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }
}
