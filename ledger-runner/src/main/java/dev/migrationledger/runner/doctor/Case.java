package dev.migrationledger.runner.doctor;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.attribution.FileHistory;
import dev.migrationledger.runner.schema.SchemaHealth;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.sql.order.ScriptFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that is known of a target, told by all who know something.
 *
 * @param folder the folder
 * @param files its migrations, those that share a number too, ascending
 * @param state what the ledger knows; empty when there is none
 * @param histories the histories in the target, laid beside the folder, best fit first
 * @param ran what they and the ledger say of each file
 * @param facts what each file does
 * @param textFindings what is wrong with names and texts
 * @param health what the catalogs hold
 * @param git who wrote what
 */
public record Case(
    MigrationFolder folder,
    List<SourceFile> files,
    LedgerState state,
    List<ReadHistory> histories,
    Map<String, Ran> ran,
    List<ScriptFacts> facts,
    List<Finding> textFindings,
    SchemaHealth health,
    FileHistory git) {

  static List<SourceFile> files(MigrationFolder folder) {
    return Stream.concat(folder.migrations().stream(), folder.ambiguous().stream())
        .sorted(Comparator.comparing(SourceFile::version).thenComparing(SourceFile::file))
        .toList();
  }

  Optional<Ran> ran(SourceFile file) {
    return Optional.ofNullable(ran.get(file.file()));
  }

  boolean done(SourceFile file) {
    return ran(file).filter(Ran::done).isPresent();
  }

  boolean retired(SourceFile file) {
    return state
        .migration(file.version())
        .filter(m -> m.status() == MigrationStatus.RETIRED)
        .isPresent();
  }

  /** Files that nobody says have run, and that nobody took out of use. */
  List<SourceFile> neverRan() {
    return files.stream().filter(f -> !done(f) && !retired(f)).toList();
  }

  List<SourceFile> done() {
    return files.stream().filter(this::done).toList();
  }

  Optional<Version> highestDone() {
    return done().stream().map(SourceFile::version).max(Comparator.naturalOrder());
  }

  Optional<ScriptFacts> facts(SourceFile file) {
    return facts.stream().filter(f -> f.script().file().equals(file.file())).findFirst();
  }

  /** The highest number that is free, four digits at least as the highest has. */
  String freeNumber(int ahead) {
    var highest = files.isEmpty() ? new Version("0") : files.getLast().version();
    return ("%0" + highest.text().length() + "d").formatted(highest.number() + ahead);
  }

  /** The command that imports the history that fits best. */
  String importCommand() {
    return histories.isEmpty() ? "ledger import" : histories.getFirst().command();
  }

  /** The folder as a command names it. */
  String path(String file) {
    return folder.path().getFileName() + "/" + file;
  }
}
