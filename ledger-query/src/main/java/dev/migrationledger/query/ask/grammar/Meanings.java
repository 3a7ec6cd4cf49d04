package dev.migrationledger.query.ask.grammar;

import dev.migrationledger.query.ask.catalogue.Question;
import java.util.EnumSet;
import java.util.Set;

/** Says which questions of the catalogue something may be: one when it is clear. */
public final class Meanings {

  private Meanings() {}

  /** Every question of the catalogue that it may be. */
  public static Set<Question> of(Parsed p) {
    if (p.any(Concept.DDL, Concept.CAPTURE)) {
      return capture(p);
    }
    var topics = EnumSet.noneOf(Question.class);
    var others = EnumSet.noneOf(Question.class);
    for (var question : Question.values()) {
      if (Topics.fits(question, p)) {
        topics.add(question);
      }
      if (fits(question, p)) {
        others.add(question);
      }
    }
    return topics.isEmpty() ? others : topics;
  }

  private static Set<Question> capture(Parsed p) {
    boolean outside = p.any(Concept.NEVER, Concept.OUTSIDE);
    boolean gaps = p.has(Concept.CAPTURE) && !(p.has(Concept.DDL) && outside);
    boolean clear = gaps || outside;
    return p.versions().isEmpty() && clear
        ? EnumSet.of(gaps ? Question.CAPTURE_GAPS : Question.DDL_WITHOUT_MIGRATION)
        : EnumSet.noneOf(Question.class);
  }

  private static boolean fits(Question question, Parsed p) {
    var gist = Gist.of(p);
    boolean one = p.isOfOne();
    boolean none = p.versions().isEmpty();
    return switch (question) {
      case CHANGED -> none && gist.timed() && gist.events();
      case RAN -> none && gist.timed() && gist.runs() && !p.any(Concept.WHY, Concept.LAST);
      case DECISIONS -> gist.decision() && !gist.irregular() && gist.timedOrNot();
      case IMPORTED -> p.has(Concept.IMPORT) && none && imports(p) && p.times().isEmpty();
      case ROLLED_BACK -> gist.plain() && p.has(Concept.ROLLBACK) && !p.has(Concept.RUN);
      case IRREGULAR -> gist.irregular() && !gist.decision() && none && p.times().isEmpty();
      case EDITED ->
          gist.edit() && !p.any(Concept.NEVER, Concept.FAIL, Concept.PENDING) && gist.timedOrNot();
      case BY_ACTOR -> gist.person() && none && gist.timedOrNot();
      case HISTORY -> gist.rest() && one && gist.timedOrNot() && history(p);
      case FAILURE -> gist.failure() && !p.has(Concept.NEVER);
      case NEVER_RAN ->
          (gist.plain()
                  && (p.has(Concept.NEVER, Concept.RUN)
                      || (p.has(Concept.BLOCKED) && !p.has(Concept.WHO))))
              || (gist.failure() && none && onlyFailed(p));
      case WHO_RAN ->
          gist.rest()
              && !p.has(Concept.HISTORY)
              && one
              && gist.timedOrNot()
              && !p.any(Concept.NEVER, Concept.BLOCKED, Concept.ROLLBACK)
              && p.any(Concept.RUN, Concept.BYTES);
      case PENDING -> gist.plain() && none && pending(p);
      case APPLIED -> gist.plain() && none && onlyRun(p);
      case DEPENDENTS -> gist.plain() && one && needs(p) && !needsOfItself(p);
      case NEEDS -> gist.plain() && one && needs(p) && needsOfItself(p);
      case CREATES ->
          gist.plain() && one && p.has(Concept.CREATE) && !p.has(Concept.WHO) && !needs(p);
      // known by a word that no other question has, or by its form
      case DIFFERENT, SLOWEST, BLOCKED, REFUSED, RECOVERED, APPROVED -> false;
      case STATE_AT, SCHEMA_AT, DRIFT, TARGETS, TARGET_BYTES -> false;
      case NOTHING_HAPPENED, INTEGRITY, EXPORTED -> false;
      case DDL_WITHOUT_MIGRATION, CAPTURE_GAPS, OBJECT -> false;
    };
  }

  private static boolean history(Parsed p) {
    return !p.has(Concept.IMPORT)
        && (p.has(Concept.HISTORY)
            || EnumSet.of(Concept.BETWEEN, Concept.SINCE, Concept.UNTIL, Concept.BEFORE)
                .containsAll(p.concepts()));
  }

  private static boolean pending(Parsed p) {
    return p.has(Concept.PENDING) && !p.any(Concept.NEVER, Concept.BLOCKED, Concept.WHO);
  }

  /** As in "which history was imported", "who imported it and why", "what was imported". */
  private static boolean imports(Parsed p) {
    return EnumSet.of(Concept.IMPORT, Concept.HISTORY, Concept.WHO, Concept.WHY, Concept.DID)
        .containsAll(p.concepts());
  }

  private static boolean needs(Parsed p) {
    return p.any(Concept.NEED, Concept.DEPENDENCIES, Concept.DEPENDENTS);
  }

  /** As in "what does 0031 need"; "does anything need it" is about the others. */
  private static boolean needsOfItself(Parsed p) {
    return p.has(Concept.DEPENDENCIES)
        || (p.has(Concept.NEED, Concept.DID) && !p.has(Concept.EVERYTHING));
  }

  private static boolean onlyFailed(Parsed p) {
    return p.times().isEmpty() && !p.any(Concept.DEPLOY, Concept.LAST, Concept.WHY, Concept.RUN);
  }

  private static boolean onlyRun(Parsed p) {
    return p.has(Concept.RUN)
        && !p.any(Concept.NEVER, Concept.BLOCKED, Concept.WHO, Concept.PENDING, Concept.WHY);
  }
}
