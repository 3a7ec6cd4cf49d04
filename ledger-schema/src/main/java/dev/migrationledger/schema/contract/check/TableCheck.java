package dev.migrationledger.schema.contract.check;

import dev.migrationledger.schema.contract.check.LiveTable.Column;
import dev.migrationledger.schema.contract.check.LiveTable.ForeignKey;
import dev.migrationledger.schema.contract.check.LiveTable.Index;
import dev.migrationledger.schema.contract.rule.ColumnRule;
import dev.migrationledger.schema.contract.rule.ColumnRule.Nullable;
import dev.migrationledger.schema.contract.rule.ContractCode;
import dev.migrationledger.schema.contract.rule.ForeignKeyRule;
import dev.migrationledger.schema.contract.rule.IndexRule;
import dev.migrationledger.schema.contract.rule.KeyRule;
import dev.migrationledger.schema.contract.rule.TableRule;
import dev.migrationledger.schema.contract.rule.Terms;
import dev.migrationledger.schema.contract.text.NearMiss;
import dev.migrationledger.schema.contract.text.SqlText;
import dev.migrationledger.schema.contract.text.TypeText;
import dev.migrationledger.schema.object.Identifiers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One table of a contract, held against the table that there is. */
final class TableCheck {

  private final TableRule rule;
  private final LiveTable table;
  private final List<String> schemas;
  private final Findings findings;

  /**
   * A check of one table.
   *
   * @param schemas where types lie whose schema the contract does not name
   */
  TableCheck(TableRule rule, LiveTable table, List<String> schemas, Findings findings) {
    this.rule = rule;
    this.table = table;
    this.schemas = List.copyOf(schemas);
    this.findings = findings;
  }

  void check(long head) {
    rule.columns().stream().filter(r -> r.terms().holdsAt(head)).forEach(this::column);
    rule.keys().stream().filter(r -> r.terms().holdsAt(head)).forEach(this::key);
    rule.foreignKeys().stream().filter(r -> r.terms().holdsAt(head)).forEach(this::foreignKey);
    rule.indexes().stream().filter(r -> r.terms().holdsAt(head)).forEach(this::index);
  }

  private void column(ColumnRule wanted) {
    var found = table.columns().get(wanted.name());
    if (found == null) {
      var near = NearMiss.of(wanted.name(), table.columns().sequencedKeySet());
      say(
          ContractCode.COLUMN_MISSING,
          wanted.terms(),
          wanted.name(),
          near.isEmpty()
              ? "%s has no column \"%s\"".formatted(rule.name(), wanted.name())
              : "%s has \"%s\", not \"%s\"".formatted(rule.name(), near, wanted.name()),
          "");
      return;
    }
    type(wanted, found);
    nullable(wanted, found);
    value(wanted, found);
  }

  private void type(ColumnRule wanted, Column found) {
    if (!wanted.type().isEmpty()
        && !TypeText.same(wanted.type(), found.type(), schemas)
        && !TypeText.same(wanted.type(), found.baseType(), schemas)) {
      say(
          ContractCode.TYPE_DIFFERS,
          wanted.terms(),
          wanted.name(),
          "%s is %s, not %s".formatted(subject(wanted.name()), found.type(), wanted.type()),
          "");
    }
  }

  private void nullable(ColumnRule wanted, Column found) {
    if (wanted.nullable() == Nullable.NO && !found.notNull()) {
      say(
          ContractCode.NULLABLE_DIFFERS,
          wanted.terms(),
          wanted.name(),
          "%s may hold NULL, and the contract says it does not".formatted(subject(wanted.name())),
          "");
    }
    if (wanted.nullable() == Nullable.YES && found.notNull()) {
      say(
          ContractCode.NULLABLE_DIFFERS,
          wanted.terms(),
          wanted.name(),
          "%s is NOT NULL, and the contract says it may hold NULL"
              .formatted(subject(wanted.name())),
          "");
    }
  }

  private void value(ColumnRule wanted, Column found) {
    if (!wanted.defaultValue().isEmpty()
        && !SqlText.essence(wanted.defaultValue()).equals(SqlText.essence(found.defaultValue()))) {
      say(
          ContractCode.VALUE_DIFFERS,
          wanted.terms(),
          wanted.name(),
          "%s %s, not the default %s"
              .formatted(
                  subject(wanted.name()),
                  found.defaultValue().isEmpty()
                      ? "has no default"
                      : "has the default " + found.defaultValue(),
                  wanted.defaultValue()),
          "");
    }
    if (!wanted.identity().isEmpty() && !wanted.identity().equals(found.identity())) {
      say(
          ContractCode.VALUE_DIFFERS,
          wanted.terms(),
          wanted.name(),
          "%s is %s, not GENERATED %s AS IDENTITY"
              .formatted(
                  subject(wanted.name()),
                  found.identity().isEmpty()
                      ? "no identity column"
                      : "GENERATED " + found.identity() + " AS IDENTITY",
                  wanted.identity()),
          "");
    }
    if (wanted.generated() && !found.generated()) {
      say(
          ContractCode.VALUE_DIFFERS,
          wanted.terms(),
          wanted.name(),
          "%s is not generated".formatted(subject(wanted.name())),
          "");
    }
  }

  private void key(KeyRule wanted) {
    var columns = new HashSet<>(wanted.columns());
    if (table.keys().stream()
        .anyMatch(k ->
            (k.primary() || !wanted.primary()) && new HashSet<>(k.columns()).equals(columns))) {
      return;
    }
    var kind = wanted.primary() ? "primary key" : "unique key";
    var there =
        table.keys().stream()
            .filter(k -> k.primary() || !wanted.primary())
            .map(k -> (k.primary() ? "primary key " : "unique ") + list(k.columns()));
    say(
        ContractCode.KEY_MISSING,
        wanted.terms(),
        list(wanted.columns()),
        "%s has no %s on %s%s"
            .formatted(rule.name(), kind, list(wanted.columns()), there(there.toList())),
        "");
  }

  private void foreignKey(ForeignKeyRule wanted) {
    var matching = table.foreignKeys().stream().filter(k -> leads(k, wanted)).toList();
    if (matching.isEmpty()) {
      var there =
          table.foreignKeys().stream()
              .map(k -> list(k.columns()) + " to " + k.references() + " " + list(k.to()))
              .toList();
      say(
          ContractCode.FOREIGN_KEY_MISSING,
          wanted.terms(),
          list(wanted.columns()),
          "%s has no foreign key %s to %s%s%s"
              .formatted(
                  rule.name(),
                  list(wanted.columns()),
                  wanted.references(),
                  wanted.to().isEmpty() ? "" : " " + list(wanted.to()),
                  there(there)),
          "");
    } else if (wanted.validated() && matching.stream().noneMatch(ForeignKey::validated)) {
      var name = Identifiers.quoted(matching.getFirst().name());
      say(
          ContractCode.FOREIGN_KEY_UNVALIDATED,
          wanted.terms(),
          list(wanted.columns()),
          "foreign key %s of %s is not validated: rows from before may break it"
              .formatted(name, rule.name()),
          "Run in a migration: ALTER TABLE %s VALIDATE CONSTRAINT %s."
              .formatted(rule.name(), name));
    }
  }

  private static boolean leads(ForeignKey there, ForeignKeyRule wanted) {
    if (!there.references().equals(wanted.references().toString())) {
      return false;
    }
    if (wanted.to().isEmpty()) {
      return new HashSet<>(there.columns()).equals(new HashSet<>(wanted.columns()));
    }
    return pairs(there.columns(), there.to()).equals(pairs(wanted.columns(), wanted.to()));
  }

  private static Set<List<String>> pairs(List<String> columns, List<String> to) {
    var pairs = new HashSet<List<String>>();
    for (int i = 0; i < Math.min(columns.size(), to.size()); i++) {
      pairs.add(List.of(columns.get(i), to.get(i)));
    }
    return pairs;
  }

  private void index(IndexRule wanted) {
    var named = table.indexes().stream().filter(i -> serves(i, wanted)).toList();
    if (named.stream().anyMatch(i -> i.unfit().isEmpty())) {
      return;
    }
    var there =
        named.isEmpty()
            ? there(
                table.indexes().stream()
                    .map(i -> (i.unique() ? "unique " : "") + i.method() + " " + list(i.elements()))
                    .toList())
            : "; %s %s".formatted(named.getFirst().name(), named.getFirst().unfit());
    say(
        ContractCode.INDEX_MISSING,
        wanted.terms(),
        list(wanted.columns()),
        "%s has no %s%sindex on %s%s"
            .formatted(
                rule.name(),
                wanted.unique() ? "unique " : "",
                wanted.method().isEmpty() ? "" : wanted.method() + " ",
                list(wanted.columns()),
                there),
        "");
  }

  private static boolean serves(Index there, IndexRule wanted) {
    var elements = there.elements().stream().map(SqlText::essence).toList();
    var columns = wanted.columns().stream().map(SqlText::essence).toList();
    if (!wanted.method().isEmpty() && !wanted.method().equals(there.method())) {
      return false;
    }
    if (wanted.unique()) {
      return there.unique() && new HashSet<>(elements).equals(new HashSet<>(columns));
    }
    return elements.size() >= columns.size() && elements.subList(0, columns.size()).equals(columns);
  }

  private static String there(List<String> there) {
    return there.isEmpty() ? "" : "; it has " + String.join(", ", there);
  }

  private static String list(List<String> columns) {
    return columns.stream().collect(Collectors.joining(", ", "(", ")"));
  }

  private String subject(String part) {
    return rule.name() + "." + Identifiers.quoted(part);
  }

  private void say(ContractCode code, Terms terms, String part, String message, String remedy) {
    var subject = part.startsWith("(") ? rule.name() + " " + part : subject(part);
    findings.add(code, terms, subject, message, remedy);
  }
}
