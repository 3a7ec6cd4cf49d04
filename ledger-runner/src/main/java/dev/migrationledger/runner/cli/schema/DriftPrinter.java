package dev.migrationledger.runner.cli.schema;

import dev.migrationledger.query.schema.DriftAnswer;
import dev.migrationledger.query.schema.DriftAnswer.Line;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.Console.Paint;
import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.object.CatalogObject;
import java.util.Optional;
import java.util.TreeMap;

/** Drift for people. */
final class DriftPrinter {

  private static final String INDENT = "           ";

  private final Console console;
  private final SchemaPrinter schema;

  DriftPrinter(Console console) {
    this.console = console;
    this.schema = new SchemaPrinter(console);
  }

  void print(DriftAnswer answer, boolean openOnly) {
    answer.changes().forEach(this::line);
    var number = answer.changes().size();
    if (number == 0) {
      console.answer(
          Paint.GOOD,
          openOnly
              ? "no drift: the schema of target \"%s\" is what the ledger says"
                  .formatted(answer.target())
              : "no object of target \"%s\" was ever found to differ".formatted(answer.target()));
    } else {
      console.answer(
          openOnly ? Paint.BAD : Paint.STRONG,
          openOnly
              ? "drift: %s of target \"%s\" %s not what the ledger says"
                  .formatted(
                      number == 1 ? "1 object" : number + " objects",
                      answer.target(),
                      number == 1 ? "is" : "are")
              : "%s found to differ on target \"%s\""
                  .formatted(
                      number == 1 ? "1 object was" : number + " objects were", answer.target()));
    }
  }

  private void line(Line line) {
    console.answer(
        Paint.STRONG, "%-8s %s %s".formatted(line.change(), line.objectKind(), line.object()));
    var before = object(line.before());
    var after = object(line.after());
    if (line.change().equals("renamed")) {
      before.ifPresent(old -> say("was: " + old.key().qualified()));
    } else {
      schema.compared(
          "",
          before.map(CatalogObject::attributes).orElseGet(TreeMap::new),
          after.map(CatalogObject::attributes).orElseGet(TreeMap::new));
    }
    say(
        "by %s (%s: %s)%s"
            .formatted(
                line.by().isEmpty() ? "an unknown hand" : line.by(),
                line.grade(),
                line.gradeEvidence(),
                line.lastMigration().isEmpty()
                    ? ""
                    : "; the last migration that names it is " + line.lastMigration()));
    say(
        "found %s by %s%s"
            .formatted(
                line.detectedAt(),
                line.detectedBy(),
                line.since().text().isEmpty()
                    ? ""
                    : "; it was as the ledger says at " + line.since()));
    end(line);
  }

  private void end(Line line) {
    if (!line.state().equals("open")) {
      say(
          "%s %s by %s%s"
              .formatted(
                  line.state(),
                  line.endedAt(),
                  line.endedBy(),
                  line.reason().isEmpty() ? "" : ": " + line.reason()));
    } else if (!line.undoSql().isEmpty()) {
      say("undo: " + line.undoSql().replace("\n", "\n" + INDENT));
    }
  }

  private void say(String text) {
    console.answer(Paint.FAINT, INDENT + text);
  }

  private static Optional<CatalogObject> object(String json) {
    return json.equals("null")
        ? Optional.empty()
        : SchemaSnapshot.parse("{\"format\":\"ledger/schema/v1\",\"objects\":[" + json + "]}")
            .objects()
            .stream()
            .findFirst();
  }
}
