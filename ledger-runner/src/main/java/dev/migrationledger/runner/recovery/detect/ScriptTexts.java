package dev.migrationledger.runner.recovery.detect;

import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.query.dependency.RecordedObject;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.sql.Statement;
import dev.migrationledger.sql.StatementKind;
import dev.migrationledger.sql.StatementReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The statements of applied scripts, of files that still have the bytes that ran. */
final class ScriptTexts {

  private static final long LARGEST = 4L << 20;
  private static final Pattern CONCURRENT =
      Pattern.compile(
          "^CREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+CONCURRENTLY\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern BY_ITSELF =
      Pattern.compile(
          "^CREATE\\s+(?:OR\\s+REPLACE\\s+)?(?:UNIQUE\\s+)?(?:INDEX|VIEW|MATERIALIZED\\s+VIEW"
              + "|FUNCTION|PROCEDURE|SEQUENCE|TRIGGER)\\b",
          Pattern.CASE_INSENSITIVE);

  private final Scene scene;
  private final Map<Long, List<Statement>> read = new HashMap<>();

  ScriptTexts(Scene scene) {
    this.scene = scene;
  }

  static boolean isConcurrent(String sql) {
    return CONCURRENT.matcher(sql).find();
  }

  /** Whether the script itself drops or renames what it creates, so that it need not be there. */
  boolean takesBack(MigrationState script, RecordedObject object) {
    var name = last(object.name());
    var back =
        Pattern.compile(
            "\\b(?:DROP|RENAME|SET\\s+SCHEMA|DETACH)\\b.*"
                + Pattern.quote(name)
                + "|"
                + Pattern.quote(name)
                + ".*\\b(?:DROP|RENAME|SET\\s+SCHEMA)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    return statements(script).stream().anyMatch(s -> back.matcher(s.text()).find());
  }

  /** The statement that creates an object and nothing else, where it can be run by itself. */
  Optional<String> create(MigrationState script, RecordedObject object) {
    var name = last(object.name());
    return statements(script).stream()
        .filter(
            s -> s.kind() == StatementKind.ORDINARY || s.kind() == StatementKind.NON_TRANSACTIONAL)
        .filter(s -> s.start().line() <= object.line() && object.line() <= lastLine(s))
        .map(Statement::text)
        .filter(t -> BY_ITSELF.matcher(t).find() && t.contains(name))
        .reduce((a, b) -> b);
  }

  /** Whether the statement that creates an object names another one too. */
  boolean names(MigrationState script, RecordedObject object, String other) {
    var name = Pattern.compile("\\b" + Pattern.quote(last(other)) + "\\b");
    return !object.kind().equals("table")
        && statements(script).stream()
            .filter(s -> s.start().line() <= object.line() && object.line() <= lastLine(s))
            .anyMatch(s -> s.text().contains(last(object.name())) && name.matcher(s.text()).find());
  }

  /** Whether a script leaves a constraint NOT VALID on purpose. */
  boolean leavesNotValid(MigrationState script, String constraint) {
    var wanted =
        Pattern.compile(
            Pattern.quote(constraint) + "\\b.*\\bNOT\\s+VALID\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    return statements(script).stream().anyMatch(s -> wanted.matcher(s.text()).find());
  }

  /** Whether a script validates a constraint. */
  boolean validates(MigrationState script, String constraint) {
    var wanted =
        Pattern.compile(
            "\\bVALIDATE\\s+CONSTRAINT\\s+\"?" + Pattern.quote(constraint),
            Pattern.CASE_INSENSITIVE);
    return statements(script).stream().anyMatch(s -> wanted.matcher(s.text()).find());
  }

  private static int lastLine(Statement statement) {
    return statement.start().line() + (int) statement.text().chars().filter(c -> c == '\n').count();
  }

  private static String last(String name) {
    var plain = name.indexOf('(') > 0 ? name.substring(0, name.indexOf('(')) : name;
    return plain.substring(plain.lastIndexOf('.') + 1);
  }

  private List<Statement> statements(MigrationState script) {
    return read.computeIfAbsent(
        script.version().number(),
        n -> scene.file(script).map(ScriptTexts::statements).orElseGet(List::of));
  }

  private static List<Statement> statements(SourceFile file) {
    var all = new ArrayList<Statement>();
    try {
      if (Files.size(file.path()) > LARGEST) {
        return List.of();
      }
      try (var reader = StatementReader.of(Files.newInputStream(file.path()))) {
        for (var s = reader.next(); s != null; s = reader.next()) {
          all.add(s);
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    return all;
  }
}
