package dev.migrationledger.api.resource;

import dev.migrationledger.api.access.AccessError;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.openapi.Parameter;
import dev.migrationledger.api.openapi.Topic;
import dev.migrationledger.api.request.ApiError;
import dev.migrationledger.query.ask.Answer;
import dev.migrationledger.query.audit.HistoryAnswer;
import dev.migrationledger.query.edit.EditsAnswer;
import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.Kind;
import dev.migrationledger.query.resource.Shared;
import dev.migrationledger.query.schema.DriftAnswer;
import dev.migrationledger.query.status.StatusAnswer;
import java.util.List;

/** What the addresses that answer as the command line does say of themselves. */
final class QuestionOperations {

  private static final long MOST_COUNT = 999_999_999;
  private static final Field VERSION =
      Field.of(
          "version",
          Kind.VERSION,
          "true",
          "Only this migration's, with or without leading zeros.",
          "0029");
  private static final Field ACTOR =
      Field.of("actor", Kind.TEXT, "true", "Who caused it, in any case of letters.", "ada");
  private static final Field OPEN =
      Field.oneOf("open", "true", "Whether to leave out what has ended.", List.of("true", "false"));
  private static final Field ANY =
      Field.oneOf(
          "any_target",
          "true",
          "Whether a target that the ledger does not know is answered about as one without events,"
              + " not refused.",
          List.of("true", "false"));
  private static final Field QUESTION =
      Field.of(
          "q", Kind.TEXT, "true", "The question in plain words.", "who edited 0029 after it ran");

  private QuestionOperations() {}

  static List<Operation> all() {
    return List.of(
        Operation.get(
                "/targets/{target}/status",
                "getStatus",
                Topic.TARGETS,
                "All migrations of a target")
            .told("Every migration of a target, as `ledger status --output json`.")
            .takes(Parameter.TARGET)
            .answers(StatusAnswer.class, "Where every migration stands."),
        Operation.get(
                "/targets/{target}/edits", "getEdits", Topic.MIGRATIONS, "Edits with their diffs")
            .told(
                "Changes of scripts after they ran, newest first, with their diffs, as `ledger edits"
                    + " --output json`.")
            .takes(Parameter.TARGET, Parameter.query(VERSION))
            .answers(EditsAnswer.class, "The edits."),
        drift(),
        Operation.get("/targets/{target}/history", "getHistory", Topic.TARGETS, "What happened")
            .told("What happened on a target, oldest first, as `ledger history --output json`.")
            .takes(
                Parameter.TARGET,
                Parameter.query(VERSION),
                Parameter.query(ACTOR),
                Parameter.count("newest", "Only so many, the newest; 0 for all.", 0, MOST_COUNT))
            .answers(HistoryAnswer.class, "The events as sentences."),
        ask(),
        Operation.get("/questions", "listQuestions", Topic.QUESTIONS, "What can be asked")
            .told("The catalogue of questions, each with an example.")
            .answers(QuestionsAnswer.class, "The catalogue."));
  }

  private static Operation ask() {
    return Operation.get("/ask", "ask", Topic.QUESTIONS, "An answer to a question")
        .told(
            "An answer to a question in plain words, with the events it rests on. What is not"
                + " understood, or can mean several things, gets the nearest questions and never"
                + " a guess. The sentence is about everything; rows and evidence come in parts,"
                + " and all parts together are the answer as it was when the first was asked"
                + " for: when something was recorded since then that it may rest on, a further"
                + " part is refused.")
        .takes(Parameter.query(QUESTION).needed(), target(), Parameter.query(ANY))
        .takes(Parameter.ofPart("5f2b6c0b9e4d1a37:1772373780000000:100"))
        .answers(Answer.class, "The answer, or the nearest questions.")
        .refuses(
            ApiError.WHICH_TARGET,
            ApiError.UNKNOWN_TARGET,
            ApiError.MOVED_ON,
            AccessError.TOO_MANY);
  }

  private static Operation drift() {
    return Operation.get(
            "/targets/{target}/drift",
            "getDrift",
            Topic.TARGETS,
            "Objects that differed, with their looks")
        .told(
            "The objects of a target's schema that were found to differ, newest first, as"
                + " `ledger drift --history --output json`.")
        .takes(Parameter.TARGET, Parameter.query(OPEN))
        .answers(DriftAnswer.class, "The objects.");
  }

  private static Parameter target() {
    var field =
        Field.of(
            Shared.TARGET.name(),
            Kind.TEXT,
            "true",
            "The target; when it is not given the service's own, or the only one there is.",
            "prod");
    return Parameter.query(field);
  }
}
