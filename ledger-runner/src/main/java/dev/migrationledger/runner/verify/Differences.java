package dev.migrationledger.runner.verify;

import dev.migrationledger.runner.verify.CatalogAnswer.Row;
import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.promise.Definition;
import dev.migrationledger.sql.promise.WrittenType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** In what an object is not as it is written: {@code is integer, not bigint}. */
final class Differences {

  private static final Map<String, String> CONSTRAINTS =
      Map.of(
          "c", "a check",
          "f", "a foreign key",
          "n", "a NOT NULL",
          "p", "a primary key",
          "t", "a constraint trigger",
          "u", "a unique constraint",
          "x", "an exclusion constraint");

  private static final Map<String, String> RELATIONS =
      Map.of(
          "r", "a table",
          "p", "a partitioned table",
          "v", "a view",
          "m", "a materialized view",
          "S", "a sequence",
          "i", "an index",
          "I", "an index of a partitioned table",
          "f", "a foreign table",
          "c", "a composite type");

  private static final Map<ObjectKind, String> LETTERS =
      Map.of(
          ObjectKind.TABLE, "rp",
          ObjectKind.VIEW, "v",
          ObjectKind.MATERIALIZED_VIEW, "m",
          ObjectKind.SEQUENCE, "S",
          ObjectKind.INDEX, "iI",
          ObjectKind.FOREIGN_TABLE, "f");

  private Differences() {}

  static Optional<String> ofKind(ObjectKind kind, String relationKind) {
    var letters = LETTERS.getOrDefault(kind, "");
    return letters.isEmpty() || relationKind.isEmpty() || letters.contains(relationKind)
        ? Optional.empty()
        : Optional.of("is " + RELATIONS.getOrDefault(relationKind, "something else"));
  }

  static Optional<String> of(Definition.Column written, Row is) {
    var told = new ArrayList<String>();
    written
        .type()
        .filter(type -> !isSame(type, is))
        .ifPresent(type -> told.add("is " + is.text(4) + ", not " + words(type)));
    if (written.notNull() && !is.is(0)) {
      told.add("can be NULL, and is written NOT NULL");
    }
    return joined(told);
  }

  private static boolean isSame(WrittenType written, Row is) {
    var array = is.text(3).startsWith("t");
    var modifier = Integer.parseInt(is.text(3).substring(is.text(3).indexOf(' ') + 1));
    return array == written.array()
        && written.name().equals(is.text(2))
        && (written.schema().isEmpty() || written.schema().equals(is.text(1)))
        && (written.modifier().isEmpty() || written.modifier().getAsInt() == modifier);
  }

  private static String words(WrittenType type) {
    var schema = type.schema().isEmpty() || type.schema().equals("pg_catalog") ? "" : type.schema();
    return (schema.isEmpty() ? "" : schema + ".")
        + type.name()
        + size(type)
        + (type.array() ? "[]" : "");
  }

  private static String size(WrittenType type) {
    if (type.modifier().isEmpty() || type.modifier().getAsInt() < 0) {
      return "";
    }
    int modifier = type.modifier().getAsInt();
    return switch (type.name()) {
      case "varchar", "bpchar" -> "(" + (modifier - 4) + ")";
      case "numeric" -> "(%d,%d)".formatted((modifier - 4) >> 16, (modifier - 4) & 0x7ff);
      default -> "(" + modifier + ")";
    };
  }

  static Optional<String> of(Definition.Constraint written, Row is) {
    var told = new ArrayList<String>();
    if (!written.type().isEmpty() && !written.type().equals(is.text(0))) {
      told.add(
          "is %s, not %s"
              .formatted(
                  CONSTRAINTS.getOrDefault(is.text(0), is.text(0)),
                  CONSTRAINTS.get(written.type())));
    } else if (written.validated() && !is.is(1)) {
      told.add("is not validated, and is written without NOT VALID");
    }
    return joined(told);
  }

  static Optional<String> of(Definition.Index written, Row is) {
    var told = new ArrayList<String>();
    if (written.unique() != is.is(1)) {
      told.add(written.unique() ? "is not unique, and is written so" : "is unique, not plain");
    }
    var columns = quoted(written.columns());
    if (!written.columns().isEmpty() && !columns.equals(is.text(2))) {
      told.add("is over %s, not %s".formatted(is.text(2), columns));
    }
    return joined(told);
  }

  private static String quoted(List<String> names) {
    return names.stream()
        .map(name -> '"' + name.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(","));
  }

  private static Optional<String> joined(List<String> told) {
    return told.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", told));
  }
}
