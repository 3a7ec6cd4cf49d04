package dev.migrationledger.query.ask;

import dev.migrationledger.query.ask.assurance.Assurance;
import dev.migrationledger.query.ask.catalogue.Question;
import dev.migrationledger.query.ask.grammar.Parsed;
import dev.migrationledger.query.ask.reply.Blockers;
import dev.migrationledger.query.ask.reply.Deploys;
import dev.migrationledger.query.ask.reply.Differences;
import dev.migrationledger.query.ask.reply.Edits;
import dev.migrationledger.query.ask.reply.Facts;
import dev.migrationledger.query.ask.reply.Happenings;
import dev.migrationledger.query.ask.reply.Irregularities;
import dev.migrationledger.query.ask.reply.People;
import dev.migrationledger.query.ask.reply.Place;
import dev.migrationledger.query.ask.reply.Reply;
import dev.migrationledger.query.ask.reply.Rollbacks;
import dev.migrationledger.query.ask.reply.States;
import dev.migrationledger.query.ask.reply.Targets;
import dev.migrationledger.query.ask.reply.Trail;
import dev.migrationledger.query.projection.Row;
import java.util.function.Function;

/** Goes from a question that was understood to who answers it. */
final class Answers {

  private final Assurance assurance;

  Answers(Assurance assurance) {
    this.assurance = assurance;
  }

  Reply of(Place place, Question question, Parsed parsed) {
    return switch (question) {
      case EDITED -> edited(place, parsed);
      case NEVER_RAN -> neverRan(place, parsed);
      case WHO_RAN -> one(place, parsed, m -> Trail.whoRan(place, m, parsed.period()));
      case DEPENDENTS -> one(place, parsed, m -> Facts.dependents(place, m));
      case NEEDS -> one(place, parsed, m -> Facts.needs(place, m));
      case CREATES -> one(place, parsed, m -> Facts.creates(place, m));
      case HISTORY -> one(place, parsed, m -> Trail.history(place, m, parsed.period()));
      case TARGET_BYTES -> Targets.bytes(place, parsed.versions().getFirst());
      case BY_ACTOR -> People.did(place, parsed.actors().getFirst(), parsed.period());
      case APPLIED -> States.applied(place);
      case PENDING -> States.pending(place);
      case FAILURE -> Deploys.failure(place, parsed);
      case ROLLED_BACK -> Rollbacks.of(place, parsed);
      case IRREGULAR -> Irregularities.of(place, parsed);
      case DECISIONS -> Trail.decisions(place, parsed);
      case IMPORTED -> Trail.imported(place);
      case EXPORTED -> Trail.exported(place);
      case CHANGED -> Trail.changed(place, parsed);
      case RAN -> Happenings.ran(place, parsed);
      case REFUSED -> Happenings.refused(place, parsed);
      case RECOVERED -> Happenings.recovered(place, parsed);
      case SLOWEST -> Blockers.slowest(place);
      case BLOCKED -> Blockers.of(place, parsed);
      case DIFFERENT -> Differences.fromFiles(place);
      case DRIFT -> Differences.drift(place);
      case TARGETS -> Targets.all(place);
      case STATE_AT -> assurance.state(place, parsed);
      case SCHEMA_AT -> assurance.schema(place, parsed);
      case NOTHING_HAPPENED -> assurance.silence(place, parsed);
      case INTEGRITY -> assurance.integrity(place);
      case APPROVED -> assurance.approvals(place, parsed);
      case DDL_WITHOUT_MIGRATION -> assurance.foreignDdl(place);
      case CAPTURE_GAPS -> assurance.captureGaps(place);
      case OBJECT -> throw new IllegalStateException("it is known by its form");
    };
  }

  private static Reply edited(Place place, Parsed parsed) {
    return parsed.versions().isEmpty()
        ? Edits.all(place, parsed.period())
        : one(place, parsed, m -> Edits.of(place, m, parsed.period()));
  }

  private static Reply neverRan(Place place, Parsed parsed) {
    return parsed.versions().isEmpty()
        ? States.neverRan(place)
        : one(place, parsed, m -> Trail.whoRan(place, m, parsed.period()));
  }

  private static Reply one(Place place, Parsed parsed, Function<Row, Reply> then) {
    var version = parsed.versions().getFirst();
    return place
        .migration(Long.parseLong(version))
        .map(then)
        .orElseGet(() ->
            Reply.of("The ledger knows no migration %s on %s.".formatted(version, place.target())));
  }
}
