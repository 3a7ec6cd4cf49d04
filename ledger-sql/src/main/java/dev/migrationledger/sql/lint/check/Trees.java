package dev.migrationledger.sql.lint.check;

import dev.migrationledger.sql.lint.script.Check;
import dev.migrationledger.sql.lint.script.Hit;
import dev.migrationledger.sql.lint.script.Subject;
import dev.migrationledger.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the checks ask of parse trees. */
final class Trees {

  static final List<Hit> NOTHING = List.of();

  private static final Set<String> SERIAL =
      Set.of("serial", "serial2", "serial4", "serial8", "bigserial", "smallserial");

  private Trees() {}

  /** Finds a statement of a kind that something is true of; tells its relation's name. */
  static Check relation(String kind, Predicate<Node> condition) {
    return subject -> {
      Node tree = subject.tree();
      Node relation = tree.node("relation");
      boolean found = tree.is(kind) && condition.test(tree) && subject.existed(relation);
      return found ? List.of(subject.hit(written(relation))) : NOTHING;
    };
  }

  /** Finds commands of ALTER on a relation that was there before; tells its name. */
  static Check command(BiPredicate<Subject, Node> condition, String... subtypes) {
    Set<String> wanted = Set.of(subtypes);
    return subject ->
        commands(subject)
            .filter(command -> wanted.contains(subtype(command)))
            .filter(command -> condition.test(subject, command))
            .map(command -> subject.hit(command.node("def"), table(subject)))
            .toList();
  }

  static Check command(String... subtypes) {
    return command((subject, command) -> true, subtypes);
  }

  /** Finds whole statements. */
  static Check statement(
      Predicate<Subject> condition, java.util.function.Function<Node, String> what) {
    return subject ->
        condition.test(subject) ? List.of(subject.hit(what.apply(subject.tree()))) : NOTHING;
  }

  /** The commands of an ALTER TABLE on a relation that was there before the script. */
  static Stream<Node> commands(Subject subject) {
    boolean alters =
        subject.is("AlterTableStmt") && subject.existed(subject.tree().node("relation"));
    return alters ? subject.tree().nodes("cmds").stream() : Stream.of();
  }

  static String subtype(Node command) {
    return command.text("subtype").replace("AT_", "");
  }

  /** The columns that an ALTER TABLE adds to a table that was there before. */
  static Stream<Node> addedColumns(Subject subject) {
    return commands(subject)
        .filter(command -> subtype(command).equals("AddColumn"))
        .map(command -> command.node("def"));
  }

  /** The columns that a statement defines, in a new table or an old one. */
  static Stream<Node> definedColumns(Subject subject) {
    return switch (subject.tree().kind()) {
      case "CreateStmt" ->
          subject.tree().nodes("tableElts").stream().filter(one -> one.is("ColumnDef"));
      case "AlterTableStmt" ->
          subject.tree().nodes("cmds").stream()
              .map(command -> command.node("def"))
              .filter(one -> one.is("ColumnDef"));
      default -> Stream.of();
    };
  }

  /** The constraints that an ALTER TABLE adds by themselves to a table that was there before. */
  static Stream<Node> addedConstraints(Subject subject) {
    return commands(subject)
        .filter(command -> subtype(command).equals("AddConstraint"))
        .map(command -> command.node("def"));
  }

  static Stream<Node> constraints(Node column, String type) {
    return column.nodes("constraints").stream().filter(one -> isConstraint(one, type));
  }

  static boolean isConstraint(Node constraint, String type) {
    return constraint.text("contype").equals("CONSTR_" + type);
  }

  static boolean isSerial(Node column) {
    return SERIAL.contains(typeName(column.node("typeName")));
  }

  /** The type's name without its schema. */
  static String typeName(Node type) {
    List<String> names = type.names("names");
    return names.isEmpty() ? "" : names.getLast();
  }

  static String table(Subject subject) {
    return written(subject.tree().node("relation"));
  }

  static String writtenRelation(Node tree) {
    return written(tree.node("relation"));
  }

  /** A relation's name as written. */
  static String written(Node relation) {
    String schema = relation.text("schemaname");
    return (schema.isEmpty() ? "" : schema + ".") + relation.text("relname");
  }

  /** The objects of a DROP, each as the parts of its name. */
  static List<List<String>> dropped(Node drop) {
    List<List<String>> names = new ArrayList<>();
    for (Node object : drop.nodes("objects")) {
      List<String> parts =
          switch (object.kind()) {
            case "List" -> object.names("items");
            case "String" -> List.of(object.text("sval"));
            case "TypeName" -> object.names("names");
            default -> object.names("objname");
          };
      names.add(parts);
    }
    return names;
  }

  static boolean drops(Subject subject, String objectType) {
    return subject.is("DropStmt") && subject.tree().text("removeType").equals(objectType);
  }

  static boolean cascades(Node tree) {
    return tree.text("behavior").equals("DROP_CASCADE");
  }

  /** Whether an option in parentheses or behind WITH is there, and not switched off. */
  static boolean option(Node tree, String field, String name) {
    return tree.nodes(field).stream()
        .filter(option -> option.text("defname").equals(name))
        .anyMatch(option -> !option.has("arg") || isOn(option.node("arg")));
  }

  private static boolean isOn(Node value) {
    return switch (value.kind()) {
      case "Boolean" -> value.flag("boolval");
      case "Integer" -> value.number("ival") != 0;
      default -> !Set.of("off", "false").contains(value.text("sval"));
    };
  }
}
