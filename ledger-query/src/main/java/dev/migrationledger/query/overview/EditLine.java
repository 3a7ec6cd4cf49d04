package dev.migrationledger.query.overview;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Moment;

/**
 * An edit of an applied script, in short.
 *
 * @param target where the script had run
 * @param version the migration
 * @param file its file
 * @param kind cosmetic, semantic or reverted
 * @param state open, acknowledged, reverted or superseded
 * @param author who made the newest change, empty when unknown
 * @param noticedAt when it was recorded
 */
public record EditLine(
    String target,
    String version,
    String file,
    String kind,
    String state,
    String author,
    Moment noticedAt) {

  public EditLine {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(kind, "kind");
    requireNonNull(state, "state");
    requireNonNull(author, "author");
    requireNonNull(noticedAt, "noticedAt");
  }
}
