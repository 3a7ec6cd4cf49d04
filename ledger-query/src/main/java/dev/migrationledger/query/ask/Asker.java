package dev.migrationledger.query.ask;

import dev.migrationledger.domain.origin.Persons;
import dev.migrationledger.query.ask.assurance.Assurance;
import dev.migrationledger.query.ask.catalogue.Question;
import dev.migrationledger.query.ask.grammar.Grammar;
import dev.migrationledger.query.ask.grammar.Meanings;
import dev.migrationledger.query.ask.grammar.ObjectNamed;
import dev.migrationledger.query.ask.grammar.Parsed;
import dev.migrationledger.query.ask.reply.Facts;
import dev.migrationledger.query.ask.reply.People;
import dev.migrationledger.query.ask.reply.Place;
import dev.migrationledger.query.ask.reply.Portion;
import dev.migrationledger.query.ask.reply.Reply;
import dev.migrationledger.query.audit.AuditNames;
import dev.migrationledger.query.capture.Attributions;
import dev.migrationledger.query.evidence.Proof;
import dev.migrationledger.store.log.EventLog;
import dev.migrationledger.store.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Understands a question and answers it, or says which questions are nearest. */
public final class Asker {

  private static final String SCHEMA = "ledger/ask/v1";

  /** So many hexadecimal digits tell one basis from another. */
  private static final int BASIS = 16;

  private final InstantSource clock;
  private final Answers answers;
  private final Names names = new Names();

  /**
   * Answers questions.
   *
   * @param clock what "today" is measured by
   * @param persons who is one person
   */
  public Asker(
      EventLog log, Attributions attributions, Proof proof, InstantSource clock, Persons persons) {
    this.clock = clock;
    this.answers = new Answers(new Assurance(log, attributions, proof, persons));
  }

  /**
   * Answers.
   *
   * @param c in a transaction that sees one moment
   * @param target the target that is meant when the question names none
   * @param asOf index of the last event the read models cover
   * @param portion which part of the answer
   * @throws MovedOn when it is a later part, and what it is about is no longer as it was
   */
  public Answer answer(Connection c, String target, String question, long asOf, Portion portion) {
    var now = portion.asked(clock.instant());
    var targets = names.targets(c, asOf);
    var first = new Grammar(List.of(), targets, now).parse(question);
    var meant = first.targets().size() == 1 ? first.targets().getFirst() : target;
    var place = new Place(c, meant, asOf, now, portion);
    if (first.targets().size() > 1) {
      return ambiguous(
          place,
          question,
          "That names %d targets. Ask about one at a time.".formatted(first.targets().size()),
          first.targets().stream()
              .map(t -> without(question, first.targets()) + " on " + t)
              .toList());
    }
    var object = ObjectNamed.in(without(question, first.targets()));
    if (object.isPresent()) {
      refuseWhenMovedOn(place, question, Question.OBJECT);
      return told(place, question, Question.OBJECT, Facts.naming(place, object.get()));
    }
    var people = names.people(c, meant, asOf);
    return answer(place, question, first, new Grammar(people, targets, now).parse(question));
  }

  private Answer answer(Place place, String question, Parsed unnamed, Parsed parsed) {
    var name = String.join(" ", unnamed.strange());
    if (!parsed.strange().isEmpty()
        && Grammar.asksAboutSomebody(unnamed)
        && question.contains(name)) {
      refuseWhenMovedOn(place, question, Question.BY_ACTOR);
      return told(place, question, Question.BY_ACTOR, People.did(place, name, unnamed.period()));
    }
    var meanings = Meanings.of(parsed);
    if (!parsed.strange().isEmpty() || meanings.isEmpty()) {
      return misunderstood(place, question, parsed);
    }
    if (meanings.size() > 1) {
      return ambiguous(
          place,
          question,
          "That can be asked in %d ways. Which do you mean?".formatted(meanings.size()),
          meanings.stream().map(Question::example).toList());
    }
    var meaning = meanings.iterator().next();
    if (parsed.versions().size() > 1) {
      return ambiguous(
          place,
          question,
          "That names %d migrations (%s). Ask about one at a time."
              .formatted(parsed.versions().size(), String.join(", ", parsed.versions())),
          ofEach(meaning, parsed.versions()));
    }
    refuseWhenMovedOn(place, question, meaning);
    return told(place, question, meaning, answers.of(place, meaning, parsed));
  }

  /**
   * What an answer answers and rests on. A log only grows, and the leaf of the last event that can
   * matter tells that all before it are the same.
   */
  private static String basis(Place place, String question, Question meaning) {
    var last =
        meaning.isAboutEveryTarget()
            ? AuditNames.leafOf(place.connection(), place.asOf())
            : AuditNames.lastLeaf(place.connection(), place.target());
    var text = String.join("\0", meaning.id(), question, place.target(), last);
    return Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, BASIS);
  }

  /** A part of an answer is of no use with parts of another one. */
  private static void refuseWhenMovedOn(Place place, String question, Question meaning) {
    place
        .portion()
        .begun()
        .filter(begun -> !begun.basis().equals(basis(place, question, meaning)))
        .ifPresent(begun -> {
          throw new MovedOn(place.target());
        });
  }

  /** The question about each of several migrations. */
  private static List<String> ofEach(Question meaning, Collection<String> versions) {
    var example =
        meaning.entry().ask().stream()
            .filter(e -> e.matches(".*\\b\\d{4}\\b.*"))
            .findFirst()
            .orElse(meaning.example());
    return versions.stream().map(v -> example.replaceFirst("\\b\\d{4}\\b", v)).toList();
  }

  private static String without(String question, Collection<String> targets) {
    var bare = question;
    for (var target : targets) {
      bare =
          bare.replaceAll(
              "(?iu)(?:\\s+(?:and|or))?\\s+(?:on|in|of|for|from|and|to|or)(?:\\s+target)?\\s+"
                  + Pattern.quote(target)
                  + "(?=[\\s?,;]|\\.?$)",
              "");
    }
    return bare.strip();
  }

  private static Answer told(Place place, String question, Question meaning, Reply reply) {
    var part = reply.cut(place.portion());
    var isAnswer = reply.choices().isEmpty();
    return new Answer(
        SCHEMA,
        place.target(),
        place.asOf(),
        question,
        part.sentence(),
        part.rows().items(),
        part.evidence().items(),
        isAnswer ? meaning.id() : "",
        part.choices(),
        isAnswer ? Outcome.ANSWERED : Outcome.AMBIGUOUS,
        part.rows().total(),
        place.portion().isFollowed(part.length())
            ? place.portion().next(basis(place, question, meaning), place.now())
            : "");
  }

  private static Answer misunderstood(Place place, String question, Parsed parsed) {
    var why =
        parsed.strange().isEmpty()
            ? "That is no question of the catalogue"
            : "Not understood: \"%s\"".formatted(String.join("\", \"", parsed.strange()));
    return refused(
        place,
        question,
        why + ". The nearest questions are these.",
        Nearest.to(parsed),
        Outcome.NOT_UNDERSTOOD);
  }

  private static Answer ambiguous(Place place, String question, String why, List<String> choices) {
    return refused(place, question, why, choices, Outcome.AMBIGUOUS);
  }

  private static Answer refused(
      Place place, String question, String why, List<String> nearest, Outcome outcome) {
    if (place.portion().begun().isPresent()) {
      throw new MovedOn(place.target());
    }
    var told = nearest.stream().map(n -> "\"" + n + "\"").collect(Collectors.joining(", "));
    return new Answer(
        SCHEMA,
        place.target(),
        place.asOf(),
        question,
        why + " Ask for instance " + told + ".",
        List.of(),
        List.of(),
        "",
        nearest,
        outcome,
        0,
        "");
  }
}
