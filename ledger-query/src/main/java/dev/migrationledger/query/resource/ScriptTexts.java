package dev.migrationledger.query.resource;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.event.MigrationEdited;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.store.log.EventLog;
import dev.migrationledger.store.log.StoredEvent;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The texts a migration's script had, one after the other, as the ledger came to know them. */
public final class ScriptTexts {

  private final EventLog log;

  public ScriptTexts(EventLog log) {
    this.log = log;
  }

  /**
   * A text that a script had.
   *
   * @param index the event that tells of it
   * @param file the file's name then
   * @param checksum SHA-256 of its bytes
   * @param noticedAt when it was recorded
   * @param content commitment to the text; empty when it was too long to keep
   * @param evidence that event
   */
  public record Seen(
      long index,
      String file,
      String checksum,
      Instant noticedAt,
      String content,
      Evidence evidence) {

    public Seen {
      requireNonNull(file, "file");
      requireNonNull(checksum, "checksum");
      requireNonNull(noticedAt, "noticedAt");
      requireNonNull(content, "content");
      requireNonNull(evidence, "evidence");
    }
  }

  /** Every text, oldest first; empty when the target knows no such migration. */
  public List<Seen> all(Connection c, String target, Version version) {
    var indexes =
        Rows.select(
                c,
                AuditTrail.MODEL.table(),
                "WHERE target = ? AND number = ?"
                    + " AND event IN ('MigrationDiscovered', 'MigrationEdited') ORDER BY index",
                target,
                version.number())
            .stream()
            .map(row -> row.number(AuditTrail.INDEX).orElseThrow())
            .toList();
    return log.readAll(c, indexes).stream().map(ScriptTexts::seen).toList();
  }

  /**
   * The text itself; empty when it was too long to keep, or was erased. Passwords and other secrets
   * in it were replaced before it was kept, so its checksum can be another.
   */
  public Optional<String> text(Connection c, Seen seen) {
    return seen.content().isEmpty() ? Optional.empty() : log.content(c, seen.content());
  }

  private static Seen seen(StoredEvent stored) {
    LedgerEvent event = stored.event();
    var evidence = Evidence.of(stored);
    if (event instanceof MigrationDiscovered e) {
      var script = e.script();
      return new Seen(
          stored.index(),
          script.file(),
          script.checksum().hex(),
          stored.recordedAt(),
          script.content(),
          evidence);
    }
    if (event instanceof MigrationEdited e) {
      var edit = e.edit();
      return new Seen(
          stored.index(),
          edit.file(),
          edit.now().hex(),
          stored.recordedAt(),
          edit.content(),
          evidence);
    }
    throw new IllegalStateException("event " + stored.index() + " tells of no text");
  }
}
