package dev.migrationledger.query.ask.grammar;

import java.util.EnumSet;
import java.util.Set;

/**
 * What sort of question it is.
 *
 * @param timed it asks about a period
 * @param timedOrNot it names no time, or a period
 * @param decision it asks about something somebody decided
 * @param irregular it asks about something that should not happen
 * @param edit it asks about edits
 * @param person it asks what somebody did
 * @param failure it asks about a failure
 * @param events it asks for all that happened
 * @param runs it asks for what ran
 * @param rest none of these
 * @param plain the same, and neither a history nor a time is asked for
 */
record Gist(
    boolean timed,
    boolean timedOrNot,
    boolean decision,
    boolean irregular,
    boolean edit,
    boolean person,
    boolean failure,
    boolean events,
    boolean runs,
    boolean rest,
    boolean plain) {

  private static final Set<Concept> ANYTHING =
      EnumSet.of(
          Concept.CHANGE,
          Concept.HISTORY,
          Concept.EVERYTHING,
          Concept.DID,
          Concept.RECORD,
          Concept.BETWEEN,
          Concept.SINCE,
          Concept.BEFORE,
          Concept.UNTIL,
          Concept.LAST,
          Concept.PROVE);
  private static final Set<Concept> RUNS =
      EnumSet.of(
          Concept.WHO,
          Concept.RUN,
          Concept.DEPLOY,
          Concept.DID,
          Concept.HISTORY,
          Concept.BETWEEN,
          Concept.SINCE,
          Concept.BEFORE,
          Concept.UNTIL,
          Concept.BYTES);

  static Gist of(Parsed p) {
    boolean timed = p.hasPeriod();
    boolean decision = p.any(Concept.ACKNOWLEDGE, Concept.RETIRE, Concept.BASELINE, Concept.FORCE);
    boolean irregular = p.any(Concept.ORDER, Concept.TWICE, Concept.DUPLICATE);
    boolean special = decision || irregular || p.has(Concept.IMPORT);
    boolean person = !p.actors().isEmpty() && p.any(Concept.DID, Concept.EVERYTHING) && !special;
    boolean named = p.actors().isEmpty();
    boolean events = timed && named && ANYTHING.containsAll(p.concepts());
    boolean runs = p.any(Concept.RUN, Concept.DEPLOY) && named && RUNS.containsAll(p.concepts());
    boolean edit =
        p.any(Concept.EDIT, Concept.CHANGE) && !special && !(events && p.versions().isEmpty());
    boolean failure = p.has(Concept.FAIL) && !special && !edit;
    boolean rest = !special && !edit && !person && !failure;
    return new Gist(
        timed,
        timed || p.times().isEmpty(),
        decision,
        irregular,
        edit && !person,
        person && !edit,
        failure,
        events,
        runs,
        rest,
        rest && !p.has(Concept.HISTORY) && p.times().isEmpty());
  }
}
