package dev.migrationledger.schema.contract.yaml;

import dev.migrationledger.schema.contract.rule.ColumnRule;
import dev.migrationledger.schema.contract.rule.ColumnRule.Nullable;
import dev.migrationledger.schema.contract.rule.ContractCode;
import dev.migrationledger.schema.contract.rule.ForeignKeyRule;
import dev.migrationledger.schema.contract.rule.IndexRule;
import dev.migrationledger.schema.contract.rule.KeyRule;
import dev.migrationledger.schema.contract.rule.QualifiedName;
import dev.migrationledger.schema.contract.rule.RelationKind;
import dev.migrationledger.schema.contract.rule.TableRule;
import dev.migrationledger.schema.contract.rule.Terms;
import dev.migrationledger.schema.contract.text.TypeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads what a contract says of one table. */
final class TableReader {

  private static final List<String> TABLE =
      List.of(
          "kind",
          "columns",
          "primary-key",
          "unique",
          "foreign-keys",
          "indexes",
          "since",
          "optional");
  private static final List<String> COLUMN =
      List.of("type", "nullable", "default", "identity", "generated", "since", "optional");
  private static final Pattern SHORT =
      Pattern.compile("(.*?)\\s+(not\\s+)?null", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Mistakes mistakes;
  private final String schema;

  TableReader(Mistakes mistakes, String schema) {
    this.mistakes = mistakes;
    this.schema = schema;
  }

  TableRule read(QualifiedName name, NodeTuple line) {
    var section = Section.read(line.getValueNode(), "a table", TABLE, mistakes);
    var always = new Terms(mistakes.place(line.getKeyNode()), 0, false);
    var terms = section.terms(always, line.getKeyNode());
    var kind = section.word("kind", List.of("table", "view", "materialized-view"));
    var columns = new ArrayList<ColumnRule>();
    section
        .get("columns")
        .map(node -> Section.entries(node, "\"columns\"", mistakes))
        .ifPresent(
            lines -> lines.forEach((key, column) -> columns.add(column(key, column, terms))));
    var keys = new ArrayList<KeyRule>();
    section.get("primary-key").ifPresent(node -> key(node, true, terms, keys));
    list(section, "unique").forEach(node -> key(node, false, terms, keys));
    var foreignKeys = new ArrayList<ForeignKeyRule>();
    list(section, "foreign-keys").forEach(node -> foreignKey(node, terms, foreignKeys));
    var indexes = new ArrayList<IndexRule>();
    list(section, "indexes").forEach(node -> index(node, terms, indexes));
    return new TableRule(
        name,
        RelationKind.of(kind).orElse(RelationKind.ANY),
        columns,
        keys,
        foreignKeys,
        indexes,
        terms);
  }

  private ColumnRule column(String name, NodeTuple line, Terms table) {
    var node = line.getValueNode();
    var always = new Terms(mistakes.place(line.getKeyNode()), 0, false).within(table);
    if (Section.isNothing(node)) {
      return new ColumnRule(name, "", Nullable.UNSAID, "", "", false, always);
    }
    if (node instanceof ScalarNode scalar) {
      return inShort(name, scalar.getValue().strip(), always);
    }
    var section = Section.read(node, "a column", COLUMN, mistakes);
    var nullable =
        section.get("nullable").isEmpty()
            ? Nullable.UNSAID
            : section.flag("nullable", true) ? Nullable.YES : Nullable.NO;
    return new ColumnRule(
        name,
        type(section.text("type")),
        nullable,
        section.text("default"),
        section
            .word("identity", List.of("always", "by-default"))
            .replace('-', ' ')
            .toUpperCase(Locale.ROOT),
        section.flag("generated", false),
        section.terms(table, line.getKeyNode()));
  }

  /** {@code bigint not null}. */
  private static ColumnRule inShort(String name, String text, Terms terms) {
    var said = SHORT.matcher(text);
    if (!said.matches()) {
      return new ColumnRule(name, type(text), Nullable.UNSAID, "", "", false, terms);
    }
    var nullable = said.group(2) == null ? Nullable.YES : Nullable.NO;
    return new ColumnRule(name, type(said.group(1)), nullable, "", "", false, terms);
  }

  private static String type(String written) {
    return written.isEmpty() ? "" : TypeText.canonical(written);
  }

  private List<Node> list(Section section, String key) {
    var node = section.get(key);
    if (node.isEmpty() || Section.isNothing(node.get())) {
      return List.of();
    }
    if (node.get() instanceof SequenceNode list) {
      return list.getValue();
    }
    mistakes.add(
        ContractCode.BAD_VALUE,
        node.get(),
        "\"%s\" needs a list; begin each of its lines with \"- \"".formatted(key));
    return List.of();
  }

  private void key(Node node, boolean primary, Terms table, List<KeyRule> keys) {
    if (node instanceof SequenceNode || node instanceof ScalarNode) {
      var columns = Section.texts(node, "columns", mistakes);
      keys.add(new KeyRule(columns, primary, at(node, table)));
      return;
    }
    var section = Section.read(node, "a key", List.of("columns", "since", "optional"), mistakes);
    keys.add(new KeyRule(needed(section, node), primary, section.terms(table, node)));
  }

  private void foreignKey(Node node, Terms table, List<ForeignKeyRule> foreignKeys) {
    var section =
        Section.read(
            node,
            "a foreign key",
            List.of("columns", "references", "to", "validated", "since", "optional"),
            mistakes);
    var columns = needed(section, node);
    var to = section.texts("to");
    if (!to.isEmpty() && to.size() != columns.size()) {
      mistakes.add(
          ContractCode.BAD_VALUE,
          section.get("to").orElse(node),
          "\"to\" has %d columns and \"columns\" has %d".formatted(to.size(), columns.size()));
    }
    if (section.get("references").isEmpty()) {
      mistakes.add(ContractCode.BAD_VALUE, node, "a foreign key needs \"references: <table>\"");
    }
    var terms = section.terms(table, node);
    var validated = section.flag("validated", true);
    ContractReader.name(
            section.text("references"), schema, section.get("references").orElse(node), mistakes)
        .ifPresent(
            name -> foreignKeys.add(new ForeignKeyRule(columns, name, to, validated, terms)));
  }

  private void index(Node node, Terms table, List<IndexRule> indexes) {
    if (node instanceof SequenceNode || node instanceof ScalarNode) {
      var columns = Section.texts(node, "columns", mistakes);
      indexes.add(new IndexRule(columns, false, "", at(node, table)));
      return;
    }
    var section =
        Section.read(
            node,
            "an index",
            List.of("columns", "unique", "method", "since", "optional"),
            mistakes);
    indexes.add(
        new IndexRule(
            needed(section, node),
            section.flag("unique", false),
            section.text("method").toLowerCase(Locale.ROOT),
            section.terms(table, node)));
  }

  private Terms at(Node node, Terms table) {
    return new Terms(mistakes.place(node), 0, false).within(table);
  }

  private List<String> needed(Section section, Node node) {
    if (section.get("columns").isEmpty()) {
      mistakes.add(ContractCode.BAD_VALUE, node, "\"columns\" is missing");
    }
    return section.texts("columns");
  }
}
