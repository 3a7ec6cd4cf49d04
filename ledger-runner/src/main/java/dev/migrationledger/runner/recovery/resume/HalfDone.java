package dev.migrationledger.runner.recovery.resume;

import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.runner.deploy.AppliedTexts;
import dev.migrationledger.runner.recovery.state.Correction;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.sql.StatementReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;

/** The room's entry: what a migration that stopped half-way was, and what its file is now. */
public final class HalfDone {

  private final MigrationState migration;
  private final Optional<SourceFile> file;
  private final AppliedTexts texts;

  /** A migration beside the folder's file of its number. */
  public HalfDone(MigrationState migration, MigrationFolder folder, AppliedTexts texts) {
    this.migration = migration;
    this.texts = texts;
    this.file =
        folder.migrations().stream()
            .filter(f -> f.version().compareTo(migration.version()) == 0)
            .findFirst();
  }

  /** The file beside what ran; no file is no correction. */
  public Correction correction() {
    if (file.isEmpty() || isAsItRan()) {
      return Correction.none(migration.checksum());
    }
    var now = file.get();
    return ScriptBeside.of(
        now, migration.checksum(), texts.ran(now, migration), AppliedTexts.written(now));
  }

  /** The index that a statement of what ran builds concurrently, where it builds one. */
  public Optional<BuiltIndex> builds(int statement) {
    return ran(statement).flatMap(BuiltIndex::of);
  }

  /** Whether a statement of what ran comes to the same when it is carried out twice. */
  public boolean repeats(int statement) {
    return ran(statement).filter(Repeatable::is).isPresent();
  }

  private boolean isAsItRan() {
    return file.filter(f -> f.checksum().equals(migration.checksum())).isPresent();
  }

  private Optional<String> ran(int ordinal) {
    try (var bytes = ran();
        var reader = StatementReader.of(bytes)) {
      for (var s = reader.next(); s != null; s = reader.next()) {
        if (s.ordinal() == ordinal) {
          return Optional.of(s.text());
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private InputStream ran() throws IOException {
    if (file.isPresent() && isAsItRan()) {
      return Files.newInputStream(file.get().path());
    }
    var kept = file.flatMap(f -> texts.ran(f, migration)).orElse("");
    return new ByteArrayInputStream(kept.getBytes(StandardCharsets.UTF_8));
  }
}
