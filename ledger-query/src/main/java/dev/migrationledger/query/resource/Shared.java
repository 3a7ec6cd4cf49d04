package dev.migrationledger.query.resource;

import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.Kind;
import dev.migrationledger.query.projection.Column;

/** Fields that several lists have. */
public final class Shared {

  /** The target; every list has it. */
  public static final Field TARGET =
      Field.of("target", Kind.TEXT, "target = ?", "The target it is about.", "prod");

  static final Field RUN = Field.of("run", Kind.TEXT, "run = ?", "The run's id.", "run-1");

  private Shared() {}

  static Field actor(Column column) {
    return Field.of(
        "actor",
        Kind.TEXT,
        "lower(" + column.name() + ") = lower(?)",
        "Who caused it, in any case of letters.",
        "ada");
  }

  static Field version(String condition) {
    return Field.of(
        "version",
        Kind.VERSION,
        condition,
        "The migration's number, with or without leading zeros.",
        "0029");
  }

  static Field from(String name, Column column, String what) {
    return Field.of(
        name,
        Kind.MOMENT,
        column.name() + " >= ?::timestamptz",
        what + " at or after this point in time.",
        "2026-03-01T14:03:00Z");
  }

  static Field to(String name, Column column, String what) {
    return Field.of(
        name,
        Kind.MOMENT,
        column.name() + " < ?::timestamptz",
        what + " before this point in time.",
        "2026-03-08");
  }

  static Field fromIndex(Column column) {
    return Field.of(
        "from_index",
        Kind.INDEX,
        column.name() + " >= ?",
        "The first event's index that counts.",
        "0");
  }

  static Field toIndex(Column column) {
    return Field.of(
        "to_index",
        Kind.INDEX,
        column.name() + " <= ?",
        "The last event's index that counts: what was there when the log ended with it.",
        "999");
  }
}
