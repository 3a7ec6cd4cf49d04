package dev.migrationledger.query.ask;

import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.capture.Attributions;
import dev.migrationledger.query.edit.EditQueries;
import dev.migrationledger.query.projection.Row;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Understands a question and answers it, or says which questions are nearest. */
public final class Asker {

  private static final int NEAREST = 3;

  private final Edits edits;
  private final CapturedDdl ddl;

  public Asker(EditQueries edits, Attributions attributions) {
    this.edits = new Edits(edits);
    this.ddl = new CapturedDdl(attributions);
  }

  /**
   * Answers.
   *
   * @param c in a transaction that sees one moment
   * @param asOf index of the last event the read models cover
   */
  public Answer answer(Connection c, String target, String question, long asOf) {
    var place = new Place(c, target, asOf);
    var object = ObjectNamed.in(question);
    if (object.isPresent()) {
      return answer(place, question, Question.OBJECT, Facts.naming(place, object.get()));
    }
    var parsed = Grammar.parse(question, AuditQueries.actors(c, target));
    var unnamed = Grammar.parse(question, List.of());
    var name = String.join(" ", unnamed.strange());
    if (!parsed.strange().isEmpty()
        && Grammar.asksAboutSomebody(unnamed)
        && question.contains(name)) {
      return answer(place, question, Question.BY_ACTOR, People.did(place, name));
    }
    var meanings = Grammar.meanings(parsed);
    if (!parsed.strange().isEmpty() || meanings.isEmpty()) {
      return misunderstood(place, question, parsed);
    }
    if (meanings.size() > 1) {
      return refused(
          place,
          question,
          "That can be asked in %d ways. Which do you mean?".formatted(meanings.size()),
          examples(meanings));
    }
    if (parsed.versions().size() > 1) {
      return refused(
          place,
          question,
          "That names %d migrations (%s). Ask about one at a time."
              .formatted(parsed.versions().size(), String.join(", ", parsed.versions())),
          examples(meanings));
    }
    var meaning = meanings.iterator().next();
    return answer(place, question, meaning, reply(place, meaning, parsed));
  }

  private Reply reply(Place place, Question question, Parsed parsed) {
    return switch (question) {
      case EDITED -> parsed.versions().isEmpty() ? edits.all(place) : one(place, parsed, edits::of);
      case NEVER_RAN ->
          parsed.versions().isEmpty() ? States.neverRan(place) : one(place, parsed, Trail::whoRan);
      case APPLIED -> States.applied(place);
      case PENDING -> States.pending(place);
      case FAILURE -> Deploys.failure(place, parsed);
      case WHO_RAN -> one(place, parsed, Trail::whoRan);
      case ROLLED_BACK -> Rollbacks.of(place, parsed);
      case IRREGULAR -> Irregularities.of(place, parsed);
      case DECISIONS -> Trail.decisions(place, parsed);
      case IMPORTED -> Trail.imported(place);
      case CHANGED -> Trail.changed(place, parsed);
      case BY_ACTOR -> People.did(place, parsed.actors().getFirst());
      case DEPENDENTS -> one(place, parsed, Facts::dependents);
      case NEEDS -> one(place, parsed, Facts::needs);
      case CREATES -> one(place, parsed, Facts::creates);
      case OBJECT -> throw new IllegalStateException("it is known by its form");
      case FOREIGN_DDL -> ddl.withoutMigration(place);
      case CAPTURE_GAPS -> ddl.gaps(place);
      case HISTORY -> one(place, parsed, Trail::history);
    };
  }

  private static Reply one(Place place, Parsed parsed, BiFunction<Place, Row, Reply> then) {
    var version = parsed.versions().getFirst();
    return place
        .migration(Long.parseLong(version))
        .map(row -> then.apply(place, row))
        .orElseGet(() ->
            Reply.of("The ledger knows no migration %s on %s.".formatted(version, place.target())));
  }

  private static Answer answer(Place place, String question, Question meaning, Reply reply) {
    return new Answer(
        "ledger/ask/v1",
        place.target(),
        place.asOf(),
        question,
        reply.sentence(),
        reply.rows(),
        reply.evidence(),
        meaning.id(),
        List.of());
  }

  private static Answer misunderstood(Place place, String question, Parsed parsed) {
    var why =
        parsed.strange().isEmpty()
            ? "That is no question of the catalogue"
            : "Not understood: \"%s\"".formatted(String.join("\", \"", parsed.strange()));
    return refused(place, question, why + ". The nearest questions are these.", nearest(parsed));
  }

  private static Answer refused(Place place, String question, String why, List<String> nearest) {
    var told = nearest.stream().map(n -> "\"" + n + "\"").collect(Collectors.joining(", "));
    return new Answer(
        "ledger/ask/v1",
        place.target(),
        place.asOf(),
        question,
        why + " Ask for instance " + told + ".",
        List.of(),
        List.of(),
        "",
        nearest);
  }

  private static List<String> examples(Collection<Question> questions) {
    return questions.stream().map(Question::example).toList();
  }

  /** Those whose examples speak of most of the same things. */
  private static List<String> nearest(Parsed parsed) {
    return Arrays.stream(Question.values())
        .sorted(Comparator.comparingInt((Question q) -> -shared(parsed, q)))
        .limit(NEAREST)
        .map(Question::example)
        .toList();
  }

  private static int shared(Parsed parsed, Question question) {
    var other = Grammar.parse(question.example(), List.of("ada"));
    var common = Set.copyOf(other.concepts()).stream().filter(parsed::has).count();
    boolean named = !other.versions().isEmpty() && !parsed.versions().isEmpty();
    boolean timed = !other.times().isEmpty() && !parsed.times().isEmpty();
    boolean personal = !other.actors().isEmpty() && !parsed.actors().isEmpty();
    return (int) (2 * common) + (named ? 1 : 0) + (timed ? 2 : 0) + (personal ? 2 : 0);
  }
}
