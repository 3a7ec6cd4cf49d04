package dev.migrationledger.sql.claim;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.claim.Claim.Source;
import dev.migrationledger.sql.facts.ObjectName;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Reads how columns get their values. A table that is made anew has what is written, or is not
 * made: nothing is claimed of it.
 */
final class ColumnReader {

  private static final Set<String> SERIAL =
      Set.of("serial", "serial2", "serial4", "serial8", "bigserial", "smallserial");

  private final ParsedStatement statement;
  private final ObjectName table;
  private final Kept kept;

  ColumnReader(ParsedStatement statement, ObjectName table, Kept kept) {
    this.statement = statement;
    this.table = table;
    this.kept = kept;
  }

  void read() {
    Node tree = statement.tree();
    if (tree.is("CreateStmt") && tree.flag("if_not_exists")) {
      tree.nodes("tableElts").stream()
          .filter(element -> element.is("ColumnDef"))
          .forEach(element -> column(element, true));
    } else if (tree.is("AlterTableStmt")) {
      tree.nodes("cmds").forEach(this::command);
    }
  }

  private void command(Node command) {
    String name = command.text("name");
    Node definition = command.node("def");
    switch (command.text("subtype")) {
      case "AT_AddColumn" -> column(definition, command.flag("missing_ok"));
      case "AT_ColumnDefault" -> {
        if (definition.fields().isEmpty()) {
          keep(name, Source.NOTHING, Written.NONE, statement.start(), false);
        } else {
          var written = Written.ofCommand(statement, definition);
          keep(name, Source.DEFAULT, written, statement.start(), false);
        }
      }
      case "AT_AddIdentity" -> keep(name, Source.IDENTITY, Written.NONE, statement.start(), false);
      case "AT_AlterColumnType", "AT_DropIdentity", "AT_DropExpression", "AT_SetExpression" ->
          kept.forgetColumn(table, name);
      default -> {}
    }
  }

  private void column(Node column, boolean lenient) {
    String name = column.text("colname");
    List<String> type = column.node("typeName").names("names");
    if (type.size() == 1 && SERIAL.contains(type.getFirst())) {
      keep(name, Source.SEQUENCE, Written.NONE, statement.at(column), lenient);
    }
    for (Node constraint : column.nodes("constraints")) {
      Source source =
          switch (constraint.text("contype")) {
            case "CONSTR_DEFAULT" -> Source.DEFAULT;
            case "CONSTR_GENERATED" -> Source.GENERATED;
            case "CONSTR_IDENTITY" -> Source.IDENTITY;
            default -> Source.NOTHING;
          };
      if (source != Source.NOTHING) {
        var written =
            source == Source.IDENTITY
                ? Written.NONE
                : Written.ofColumn(statement, constraint, stop(column, constraint));
        keep(name, source, written, statement.at(constraint), lenient);
      }
    }
  }

  /** Where the next part of the column starts, or the statement ends. */
  private int stop(Node column, Node constraint) {
    int end = statement.statement().text().getBytes(StandardCharsets.UTF_8).length;
    int collation = column.node("collClause").location();
    int next =
        column.nodes("constraints").stream()
            .mapToInt(Node::location)
            .filter(at -> at > constraint.location())
            .min()
            .orElse(end);
    return collation > constraint.location() ? Math.min(collation, next) : next;
  }

  private void keep(String column, Source source, Written written, Place place, boolean lenient) {
    boolean nothing = source == Source.DEFAULT && isNull(written.tree());
    kept.column(
        new Claim.Column(
            table, column, nothing ? Source.NOTHING : source, written, place, lenient));
  }

  private static boolean isNull(Node expression) {
    Node inner = expression.is("TypeCast") ? expression.node("arg") : expression;
    return inner.is("A_Const") && inner.flag("isnull");
  }
}
