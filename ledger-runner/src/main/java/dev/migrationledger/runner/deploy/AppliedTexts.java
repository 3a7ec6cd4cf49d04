package dev.migrationledger.runner.deploy;

import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.runner.attribution.FileHistory;
import dev.migrationledger.runner.record.LedgerGateway;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.sql.SecretText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Supplier;

/** The texts on both sides of an edit: the one that ran, and the one in the folder. */
public final class AppliedTexts {

  /** Longer texts are known by their checksum only. */
  static final long KEPT_AT_MOST = 1024 * 1024;

  private final LedgerGateway ledger;
  private final Supplier<FileHistory> history;

  /** Texts that the ledger kept, and else those that the history has. */
  public AppliedTexts(LedgerGateway ledger, Supplier<FileHistory> history) {
    this.ledger = ledger;
    this.history = history;
  }

  /** The text that ran, without its secrets; whatever was seen in the file since does not count. */
  public Optional<String> ran(SourceFile file, MigrationState known) {
    var kept = known.content().isEmpty() ? Optional.<String>empty() : ledger.text(known.content());
    return kept.or(() -> history.get().textAt(file.path(), known.checksum()))
        .map(SecretText::without);
  }

  /** The text as it is written, secrets and all; empty when it is long or no text. */
  public static Optional<String> written(SourceFile file) {
    if (file.bytes() > KEPT_AT_MOST) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file.path()));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(file.file() + " cannot be read any more", e);
    }
  }
}
