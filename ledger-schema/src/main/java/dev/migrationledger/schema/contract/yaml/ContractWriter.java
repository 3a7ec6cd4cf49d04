package dev.migrationledger.schema.contract.yaml;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.contract.check.LiveSchema;
import dev.migrationledger.schema.contract.check.LiveTable;
import dev.migrationledger.schema.contract.check.LiveTable.Column;
import dev.migrationledger.schema.contract.rule.QualifiedName;
import dev.migrationledger.schema.contract.rule.RelationKind;
import dev.migrationledger.schema.object.Identifiers;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the contract that a schema keeps. */
public final class ContractWriter {

  /** Where editors find what a contract may say: beside it. */
  public static final String SCHEMA_FILE = "schema-contract.schema.json";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern TYPE =
      Pattern.compile("[a-z_][a-z0-9_.]*( [a-z]+)*(\\([0-9,]+\\)( [a-z]+)*)?(\\[])?");
  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  private final LiveSchema live;
  private final StringBuilder out = new StringBuilder();

  private ContractWriter(LiveSchema live) {
    this.live = live;
  }

  /**
   * The whole file. Tables stand in the order of their names; partitions are left out, since
   * applications speak with the table that they are part of.
   */
  public static String write(SchemaSnapshot snapshot) {
    return new ContractWriter(new LiveSchema(snapshot)).text();
  }

  private String text() {
    out.append("# yaml-language-server: $schema=").append(SCHEMA_FILE).append('\n');
    out.append("# The schema that the application requires: \"ledger contract check\" holds the\n");
    out.append("# target against it. Take out what the application does not need.\n");
    out.append("version: 1\n");
    var tables =
        live.relations().stream().filter(name -> !live.isPartition(name)).sorted().toList();
    out.append(tables.isEmpty() ? "tables: {}\n" : "tables:\n");
    tables.forEach(name -> live.table(name).ifPresent(table -> table(name, table)));
    var enums = live.enums().stream().sorted().toList();
    if (!enums.isEmpty()) {
      out.append("enums:\n");
      enums.forEach(this::labels);
    }
    return out.toString();
  }

  private void table(QualifiedName name, LiveTable table) {
    line(1, name(name) + ":");
    if (table.kind() != RelationKind.TABLE) {
      line(2, "kind: " + table.kind().words().replace(' ', '-'));
    }
    if (!table.columns().isEmpty()) {
      line(2, "columns:");
      table.columns().forEach((column, is) -> column(column, is, table.kind()));
    }
    var told = new HashSet<Set<String>>();
    for (var key : table.keys()) {
      if (key.primary()) {
        told.add(Set.copyOf(key.columns()));
        line(2, "primary-key: " + list(key.columns()));
      }
    }
    var unique =
        table.keys().stream()
            .filter(key -> table.columns().keySet().containsAll(key.columns()))
            .filter(key -> told.add(Set.copyOf(key.columns())))
            .toList();
    if (!unique.isEmpty()) {
      line(2, "unique:");
      unique.forEach(key -> line(3, "- " + list(key.columns())));
    }
    foreignKeys(table);
  }

  private void column(String name, Column column, RelationKind kind) {
    var nulls = kind != RelationKind.TABLE ? "" : column.notNull() ? " not null" : " null";
    if (column.identity().isEmpty() && !column.generated()) {
      line(3, scalar(name) + ": " + type(column.type() + nulls));
      return;
    }
    line(3, scalar(name) + ":");
    line(4, "type: " + type(column.type()));
    line(4, "nullable: " + !column.notNull());
    if (!column.identity().isEmpty()) {
      line(4, "identity: " + column.identity().toLowerCase(Locale.ROOT).replace(' ', '-'));
    }
    if (column.generated()) {
      line(4, "generated: true");
    }
  }

  private void foreignKeys(LiveTable table) {
    if (table.foreignKeys().isEmpty()) {
      return;
    }
    line(2, "foreign-keys:");
    for (var key : table.foreignKeys()) {
      line(3, "- columns: " + list(key.columns()));
      line(4, "references: " + reference(key.references()));
      if (!key.to().isEmpty()) {
        line(4, "to: " + list(key.to()));
      }
      if (!key.validated()) {
        line(4, "validated: false");
      }
    }
  }

  private void labels(QualifiedName name) {
    line(1, name(name) + ":");
    live.labels(name)
        .filter(labels -> !labels.isEmpty())
        .ifPresent(labels -> line(2, "labels: " + list(labels)));
    line(2, "others: refused");
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }

  /** Names of the schema public need not name it. */
  private static String name(QualifiedName name) {
    var written =
        name.schema().equals("public") ? Identifiers.quoted(name.name()) : name.toString();
    return reference(written);
  }

  private static String reference(String sql) {
    var plain = sql.matches("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?") && !WORDS.contains(sql);
    return plain ? sql : quoted(sql);
  }

  private static String type(String type) {
    return TYPE.matcher(type).matches() ? type : quoted(type);
  }

  private static String list(List<String> texts) {
    return texts.stream().map(ContractWriter::scalar).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String scalar(String text) {
    return PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT))
        ? text
        : quoted(text);
  }

  /** YAML 1.2, 7.3.1. */
  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            quoted.append('\\').appendCodePoint(c);
          } else if (c < ' ' || c == 0x7f || Character.getType(c) == Character.CONTROL) {
            quoted.append("\\x%02x".formatted(c));
          } else if (c == 0x2028 || c == 0x2029 || c == 0xfeff || c == 0xfffe || c == 0xffff) {
            quoted.append("\\u%04x".formatted(c));
          } else {
            quoted.appendCodePoint(c);
          }
        });
    return quoted.append('"').toString();
  }
}
