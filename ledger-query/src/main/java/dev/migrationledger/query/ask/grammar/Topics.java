package dev.migrationledger.query.ask.grammar;

import dev.migrationledger.query.ask.catalogue.Question;
import java.util.EnumSet;

/** The questions that speak of something no other question does. */
final class Topics {

  private Topics() {}

  static boolean fits(Question question, Parsed p) {
    boolean one = p.isOfOne();
    boolean none = p.versions().isEmpty();
    return switch (question) {
      case DIFFERENT -> p.has(Concept.DIFFER) && none && p.times().isEmpty();
      case SLOWEST -> p.has(Concept.SLOW) && none && p.times().isEmpty();
      case BLOCKED -> p.times().isEmpty() && blocked(p);
      case REFUSED -> p.has(Concept.REFUSE) && none && timed(p);
      case RECOVERED -> p.has(Concept.RECOVER) && timed(p);
      case APPROVED -> p.has(Concept.APPROVE) && !p.has(Concept.ACKNOWLEDGE) && p.times().isEmpty();
      case STATE_AT -> p.has(Concept.STATE) && (none || (one && !p.times().isEmpty())) && timed(p);
      case HISTORY -> p.has(Concept.STATE) && one && p.times().isEmpty();
      case SCHEMA_AT ->
          p.has(Concept.SCHEMA) && !p.has(Concept.STATE) && none && timed(p) && !p.has(Concept.WHO);
      case DRIFT -> p.has(Concept.DRIFT) && none && p.times().isEmpty();
      case TARGETS -> p.has(Concept.TARGETS) && none && onlyTargets(p);
      case TARGET_BYTES -> p.has(Concept.TARGETS) && one && p.times().isEmpty() && bytes(p);
      case NOTHING_HAPPENED -> p.has(Concept.NOTHING) && none && p.hasPeriod();
      case EXPORTED -> p.has(Concept.EXPORT) && none && p.times().isEmpty();
      case INTEGRITY -> none && p.times().isEmpty() && altered(p);
      case EDITED, NEVER_RAN, APPLIED, PENDING, RAN, WHO_RAN, FAILURE, ROLLED_BACK -> false;
      case IRREGULAR, DECISIONS, IMPORTED, CHANGED, BY_ACTOR -> false;
      case DEPENDENTS, NEEDS, CREATES, OBJECT, DDL_WITHOUT_MIGRATION, CAPTURE_GAPS -> false;
    };
  }

  private static boolean timed(Parsed p) {
    return p.times().isEmpty() || p.hasPeriod();
  }

  private static boolean blocked(Parsed p) {
    return p.has(Concept.LOCK)
        || p.has(Concept.WAIT)
        || (p.has(Concept.BLOCKED, Concept.WHO) && !p.has(Concept.WHY));
  }

  private static boolean onlyTargets(Parsed p) {
    return EnumSet.of(Concept.TARGETS, Concept.DID).containsAll(p.concepts())
        && p.times().isEmpty();
  }

  private static boolean bytes(Parsed p) {
    return EnumSet.of(Concept.TARGETS, Concept.BYTES, Concept.RUN, Concept.HISTORY, Concept.DID)
        .containsAll(p.concepts());
  }

  private static boolean altered(Parsed p) {
    return p.has(Concept.TAMPER) || (p.has(Concept.RECORD) && p.any(Concept.EDIT, Concept.CHANGE));
  }
}
