package dev.migrationledger.query.story;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.store.log.EventLog;
import java.sql.Connection;
import java.util.Optional;

/**
 * A script as it was discovered.
 *
 * @param checksum the SHA-256 of its bytes
 * @param text its text, empty when there is none
 * @param missing why there is no text, empty when there is
 * @param author who wrote it, with the address
 * @param commit the commit that brought it, empty when there is none
 * @param message that commit's message
 */
public record ScriptText(
    String checksum, String text, String missing, String author, String commit, String message) {

  public ScriptText {
    requireNonNull(checksum, "checksum");
    requireNonNull(text, "text");
    requireNonNull(missing, "missing");
    requireNonNull(author, "author");
    requireNonNull(commit, "commit");
    requireNonNull(message, "message");
  }

  /** The newest discovery of a migration with these bytes. */
  static Optional<ScriptText> of(
      Connection c, EventLog log, String target, String version, String checksum) {
    var discoveries =
        new HistoryFilter(version, MigrationDiscovered.class.getSimpleName(), "", "", "", "", 0);
    return AuditQueries.rows(c, target, discoveries).reversed().stream()
        .filter(row -> row.text(AuditTrail.CHECKSUM).equals(checksum))
        .findFirst()
        .flatMap(row -> script(c, log, row))
        .map(script -> text(c, log, script));
  }

  private static Optional<Script> script(Connection c, EventLog log, Row row) {
    return log.read(c, row.number(AuditTrail.INDEX).orElseThrow(), 1).stream()
        .map(stored -> stored.event())
        .filter(MigrationDiscovered.class::isInstance)
        .map(event -> ((MigrationDiscovered) event).script())
        .findFirst();
  }

  private static ScriptText text(Connection c, EventLog log, Script script) {
    var kept = script.content();
    var text = kept.isEmpty() ? Optional.<String>empty() : log.content(c, kept);
    var missing =
        kept.isEmpty()
            ? "The text was too long to be kept; its checksum was."
            : "The text was erased, or never stored; its commitment is " + kept + ".";
    return new ScriptText(
        script.checksum().hex(),
        text.orElse(""),
        text.isPresent() ? "" : missing,
        script.author().signature(),
        script.author().commit(),
        script.author().message());
  }
}
