package dev.migrationledger.sql.rows;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.ObjectName;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.rows.RowDemand.Kind;
import dev.migrationledger.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;

/** Reads the demands of one statement out of its tree. */
final class DraftReader {

  private final ParsedStatement statement;
  private final List<Fact> facts;
  private final List<Draft> drafts = new ArrayList<>();

  private DraftReader(ParsedStatement statement, List<Fact> facts) {
    this.statement = statement;
    this.facts = facts;
  }

  static List<Draft> read(ParsedStatement statement, List<Fact> facts) {
    return new DraftReader(statement, facts).read();
  }

  private List<Draft> read() {
    Node tree = statement.tree();
    boolean only = !tree.node("relation").flag("inh");
    if (tree.is("AlterTableStmt") && tree.text("objtype").equals("OBJECT_TABLE")) {
      for (Fact fact : facts) {
        if (fact.action() == Action.ALTER && !fact.kind().isPart() && fact.detail().isEmpty()) {
          tree.nodes("cmds").forEach(command -> command(fact.name(), only, command));
          break;
        }
      }
    } else if (tree.is("IndexStmt") && tree.flag("unique")) {
      facts.stream()
          .filter(fact -> fact.action() == Action.USE && fact.detail().equals("index"))
          .findFirst()
          .ifPresent(fact -> index(fact.name(), only, tree));
    }
    return drafts;
  }

  private void command(ObjectName table, boolean only, Node command) {
    Place place = statement.start();
    switch (command.text("subtype")) {
      case "AT_SetNotNull" ->
          drafts.add(Draft.of(Kind.NO_NULLS, table, only, List.of(command.text("name")), place));
      case "AT_ValidateConstraint" ->
          drafts.add(Draft.of(Kind.VALID, table, only, List.of(), place).of(command.text("name")));
      case "AT_AddConstraint" -> {
        Node constraint = command.node("def");
        boolean fresh = constraint.text("indexname").isEmpty();
        if (fresh && !constraint.flag("skip_validation")) {
          constraint(table, only, constraint, statement.at(constraint));
        }
      }
      default -> {}
    }
  }

  private void constraint(ObjectName table, boolean only, Node constraint, Place place) {
    List<String> keys = constraint.names("keys");
    boolean plain = !constraint.flag("without_overlaps") && !constraint.flag("fk_with_period");
    switch (plain ? constraint.text("contype") : "") {
      case "CONSTR_NOTNULL" -> drafts.add(Draft.of(Kind.NO_NULLS, table, only, keys, place));
      case "CONSTR_PRIMARY" -> {
        drafts.add(Draft.of(Kind.NO_NULLS, table, only, keys, place));
        drafts.add(Draft.of(Kind.NO_DUPLICATES, table, true, keys, place));
      }
      case "CONSTR_UNIQUE" -> {
        boolean equal = constraint.flag("nulls_not_distinct");
        drafts.add(Draft.of(Kind.NO_DUPLICATES, table, true, keys, place).unique(equal, ""));
      }
      case "CONSTR_FOREIGN" -> foreign(table, constraint, place);
      default -> {}
    }
  }

  private void foreign(ObjectName table, Node constraint, Place place) {
    String target = constraint.node("pktable").text("relname");
    boolean simple = !constraint.text("fk_matchtype").equals("f");
    facts.stream()
        .filter(fact -> fact.detail().equals("foreign key") && fact.action() == Action.USE)
        .filter(fact -> simple && fact.name().parts().getLast().equals(target))
        .findFirst()
        .ifPresent(fact ->
            drafts.add(
                Draft.of(Kind.NO_ORPHANS, table, true, constraint.names("fk_attrs"), place)
                    .pointingTo(fact.name(), constraint.names("pk_attrs"))));
  }

  /** An index over plain columns of all rows. */
  private void index(ObjectName table, boolean only, Node index) {
    List<String> columns = new ArrayList<>();
    for (Node element : index.nodes("indexParams")) {
      boolean plain = element.names("opclass").isEmpty() && element.names("collation").isEmpty();
      if (!plain || element.text("name").isEmpty()) {
        return;
      }
      columns.add(element.text("name"));
    }
    if (!index.has("whereClause")) {
      boolean equal = index.flag("nulls_not_distinct");
      String made = index.flag("if_not_exists") ? index.text("idxname") : "";
      drafts.add(
          Draft.of(Kind.NO_DUPLICATES, table, only, columns, statement.start())
              .unique(equal, made));
    }
  }
}
