package dev.migrationledger.schema.contract.yaml;

import dev.migrationledger.schema.contract.rule.ContractCode;
import dev.migrationledger.schema.contract.rule.ContractProblem;
import dev.migrationledger.schema.contract.rule.EnumRule;
import dev.migrationledger.schema.contract.rule.QualifiedName;
import dev.migrationledger.schema.contract.rule.Rules;
import dev.migrationledger.schema.contract.rule.TableRule;
import dev.migrationledger.schema.contract.rule.Terms;
import dev.migrationledger.schema.contract.text.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the text of a contract. */
public final class ContractReader {

  /** Code points; a contract of ten thousand tables has a tenth. */
  public static final int LONGEST = 16 * 1024 * 1024;

  private static final int MOST_ALIASES = 50;
  private static final List<String> KEYS = List.of("version", "schema", "tables", "enums");

  private final Mistakes mistakes;

  private ContractReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /**
   * The rules of a contract.
   *
   * @param text YAML
   * @param file as messages name it
   * @throws ContractProblem with all that is wrong with it
   */
  public static Rules read(String text, String file) {
    var mistakes = new Mistakes(file);
    var rules = new ContractReader(mistakes).rules(root(text, mistakes), file);
    mistakes.refuse();
    return rules;
  }

  private static Node root(String text, Mistakes mistakes) {
    var settings =
        LoadSettings.builder()
            .setLabel("contract")
            .setCodePointLimit(LONGEST)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .build();
    try {
      var root = new Compose(settings).composeString(text);
      if (root.isPresent() && root.get() instanceof MappingNode) {
        return root.get();
      }
      throw mistakes.unreadable("holds no rules; begin with \"tables:\" and a table's name below");
    } catch (MarkedYamlEngineException e) {
      var where =
          e.getProblemMark()
              .map(m -> "line %d, column %d: ".formatted(m.getLine() + 1, m.getColumn() + 1))
              .orElse("");
      throw mistakes.unreadable("is not YAML: " + where + e.getProblem());
    } catch (YamlEngineException e) {
      throw mistakes.unreadable("is not YAML: " + String.valueOf(e.getMessage()).strip());
    } catch (StackOverflowError e) {
      throw mistakes.unreadable("is nested too deep to be a contract");
    }
  }

  private Rules rules(Node root, String file) {
    var section = Section.read(root, "a contract", KEYS, mistakes);
    section.word("version", List.of("1"));
    var named = section.text("schema");
    var schema = named.isEmpty() ? "public" : named;
    var tables = new ArrayList<TableRule>();
    var enums = new ArrayList<EnumRule>();
    section
        .get("tables")
        .map(node -> Section.entries(node, "\"tables\"", mistakes))
        .ifPresent(lines -> lines.values().forEach(line -> table(line, schema, tables)));
    section
        .get("enums")
        .map(node -> Section.entries(node, "\"enums\"", mistakes))
        .ifPresent(lines -> lines.values().forEach(line -> labels(line, schema, enums)));
    return new Rules(file, schema, tables, enums);
  }

  private void table(NodeTuple line, String schema, List<TableRule> tables) {
    name(line.getKeyNode(), schema)
        .ifPresent(name -> {
          if (tables.stream().anyMatch(other -> other.name().equals(name))) {
            mistakes.add(
                ContractCode.SAID_TWICE,
                line.getKeyNode(),
                "%s is told a second time; keep one of them".formatted(name));
          }
          tables.add(new TableReader(mistakes, schema).read(name, line));
        });
  }

  private void labels(NodeTuple line, String schema, List<EnumRule> enums) {
    var name = name(line.getKeyNode(), schema);
    var node = line.getValueNode();
    var always = new Terms(mistakes.place(line.getKeyNode()), 0, false);
    if (node instanceof SequenceNode) {
      var labels = Section.texts(node, "labels", mistakes);
      name.ifPresent(n -> enums.add(new EnumRule(n, labels, true, always)));
      return;
    }
    var section =
        Section.read(node, "an enum", List.of("labels", "others", "since", "optional"), mistakes);
    var others = section.word("others", List.of("allowed", "refused"));
    var terms = section.terms(always, line.getKeyNode());
    var labels = section.texts("labels");
    if (others.equals("refused") && labels.isEmpty()) {
      mistakes.add(ContractCode.BAD_VALUE, node, "\"others: refused\" needs \"labels\"");
    }
    name.ifPresent(n -> enums.add(new EnumRule(n, labels, !others.equals("refused"), terms)));
  }

  private Optional<QualifiedName> name(Node node, String schema) {
    return name(Section.text(node, "name", mistakes), schema, node, mistakes);
  }

  /** A name as the catalogs have it, behind its schema and a dot; with quotes, as SQL writes it. */
  static Optional<QualifiedName> name(String text, String schema, Node node, Mistakes mistakes) {
    var parts = text.indexOf('"') >= 0 ? SqlText.split(text, '.') : List.of(text.split("\\.", -1));
    var names = parts.stream().map(SqlText::unquoted).toList();
    if (names.isEmpty() || names.size() > 2 || names.stream().anyMatch(ContractReader::isNoName)) {
      if (!text.isEmpty()) {
        mistakes.add(
            ContractCode.BAD_VALUE,
            node,
            "\"%s\" is no name; write name, schema.name, or quotes as SQL has them: '\"a.b\"'"
                .formatted(text));
      }
      return Optional.empty();
    }
    return Optional.of(
        names.size() == 1
            ? new QualifiedName(schema, names.getFirst())
            : new QualifiedName(names.getFirst(), names.getLast()));
  }

  private static boolean isNoName(String name) {
    return name.isBlank() || name.indexOf('\0') >= 0;
  }
}
