package dev.migrationledger.query.story;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.answer.Millis;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.HistoryAnswer;
import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.query.dependency.MigrationDependencies;
import dev.migrationledger.query.dependency.MigrationObjects;
import dev.migrationledger.query.dependency.RecordedObject;
import dev.migrationledger.query.edit.EditQueries;
import dev.migrationledger.query.edit.EditsAnswer;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.status.SchemaMigrations;
import dev.migrationledger.query.status.StatusQueries;
import dev.migrationledger.store.log.EventLog;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One migration's whole story.
 *
 * @param target the target
 * @param asOf index of the last event it covers
 * @param files the migration, and refused files that use its number; never empty
 * @param script the script as it ran, or as it was last discovered while it has not run
 * @param edits every edit, newest first
 * @param events what happened to it, oldest first
 * @param creates the objects it makes
 * @param needs what it needs
 * @param dependents who needs it
 */
public record MigrationStory(
    String target,
    long asOf,
    List<Standing> files,
    Optional<ScriptText> script,
    List<EditsAnswer.Line> edits,
    List<HistoryAnswer.Line> events,
    List<RecordedObject> creates,
    List<Link> needs,
    List<Link> dependents) {

  public MigrationStory {
    requireNonNull(target, "target");
    files = List.copyOf(files);
    requireNonNull(script, "script");
    edits = List.copyOf(edits);
    events = List.copyOf(events);
    creates = List.copyOf(creates);
    needs = List.copyOf(needs);
    dependents = List.copyOf(dependents);
  }

  /**
   * Where a file stands.
   *
   * @param checksum the bytes that ran, or last seen while it has not run
   * @param checksumNow the bytes last seen
   * @param error why it failed or was refused, empty when it did not
   * @param run the run that tried it last, may be empty
   */
  public record Standing(
      String version,
      String file,
      String state,
      List<String> flags,
      String checksum,
      String checksumNow,
      Moment appliedAt,
      Millis executionTimeMs,
      String actor,
      String error,
      String run) {

    public Standing {
      flags = List.copyOf(flags);
    }
  }

  /** The migration itself: the first of its files. */
  public Standing main() {
    return files.getFirst();
  }

  /** Reads it; empty when the target has no migration with this number. */
  public static Optional<MigrationStory> read(
      Connection c, EventLog log, String target, Version version, long asOf) {
    var number = version.number();
    var files = standings(c, target, version);
    if (files.isEmpty()) {
      return Optional.empty();
    }
    var edits = new EditQueries(log).edits(c, target, OptionalLong.of(number), asOf).edits();
    var history = AuditQueries.history(c, target, HistoryFilter.ofVersion(version.text()), asOf);
    return Optional.of(
        new MigrationStory(
            target,
            asOf,
            files,
            ScriptText.of(c, log, target, version.text(), files.getFirst().checksum()),
            edits,
            history.events(),
            MigrationObjects.createdBy(c, target, number).stream()
                .map(MigrationStory::object)
                .toList(),
            MigrationDependencies.of(c, target, number).stream().map(MigrationStory::need).toList(),
            MigrationDependencies.on(c, target, number).stream()
                .map(MigrationStory::dependent)
                .toList()));
  }

  /** Where the files of this number stand, the migration itself before those that were refused. */
  public static List<Standing> standings(Connection c, String target, Version version) {
    return StatusQueries.rows(c, target, version.number()).stream()
        .sorted((a, b) ->
            Boolean.compare(b.flag(SchemaMigrations.KNOWN), a.flag(SchemaMigrations.KNOWN)))
        .map(MigrationStory::standing)
        .toList();
  }

  private static Standing standing(Row row) {
    return new Standing(
        row.text(SchemaMigrations.VERSION),
        row.text(SchemaMigrations.FILENAME),
        row.text(SchemaMigrations.STATUS),
        row.texts(SchemaMigrations.FLAGS),
        row.text(SchemaMigrations.CHECKSUM),
        row.text(SchemaMigrations.CHECKSUM_NOW),
        Moment.of(row, SchemaMigrations.APPLIED_AT),
        Millis.of(row.number(SchemaMigrations.EXECUTION_TIME_MS)),
        row.text(SchemaMigrations.ACTOR),
        row.text(SchemaMigrations.ERROR_MESSAGE),
        row.text(SchemaMigrations.RUN));
  }

  private static RecordedObject object(Row row) {
    return new RecordedObject(
        row.number(MigrationObjects.NUMBER).orElse(0),
        row.text(MigrationObjects.KIND),
        row.text(MigrationObjects.NAME),
        row.text(MigrationObjects.ACTION),
        Math.toIntExact(row.number(MigrationObjects.LINE).orElse(0)));
  }

  private static Link need(Row row) {
    return link(
        row,
        row.text(MigrationDependencies.NEEDS_VERSION),
        row.text(MigrationDependencies.NEEDS_FILENAME));
  }

  private static Link dependent(Row row) {
    return link(
        row, row.text(MigrationDependencies.VERSION), row.text(MigrationDependencies.FILENAME));
  }

  private static Link link(Row row, String version, String file) {
    return new Link(
        version,
        file,
        row.text(MigrationDependencies.KIND),
        row.text(MigrationDependencies.OBJECT),
        row.number(MigrationDependencies.LINE).orElse(0),
        row.text(MigrationDependencies.REASON));
  }
}
