package dev.migrationledger.sql.rows;

import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.FactReader;
import dev.migrationledger.sql.facts.Moment;
import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.facts.ObjectName;
import dev.migrationledger.sql.order.Present;
import dev.migrationledger.sql.parse.ParsedStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Collects what the statements of one script demand of rows, and what they may do to rows before.
 */
public final class RowDemands {

  /** A demand, or something that may change rows: of a table, of which one is not known. */
  sealed interface Step {

    /** A demand. */
    record Demand(Draft draft) implements Step {}

    /** Rows of one table change. */
    record Change(ObjectName table) implements Step {}

    /** A routine is called: the database's own change no rows. */
    record Call(ObjectName routine) implements Step {}

    /** From here on a write may change other tables too. */
    record Trigger() implements Step {}

    /** Rows of any table may change. */
    record Anything() implements Step {}
  }

  /** Behind these a write may be one to another table. */
  private static final Set<ObjectKind> WRITES_ELSEWHERE =
      Set.of(ObjectKind.TRIGGER, ObjectKind.RULE, ObjectKind.VIEW);

  private final List<Step> steps = new ArrayList<>();
  private final Set<Step> seen = new HashSet<>();

  /**
   * The next statement.
   *
   * @param facts those that {@link FactReader} tells of it
   */
  public void add(ParsedStatement statement, List<Fact> facts) {
    boolean defines = facts.stream().anyMatch(RowDemands::defines);
    for (Fact fact : facts) {
      boolean runs = fact.moment() == Moment.AT_ONCE || fact.moment() == Moment.IN_BLOCK;
      if (runs && fact.moment() == Moment.IN_BLOCK && changes(fact)) {
        step(new Step.Anything());
      } else if (runs) {
        follow(fact, defines);
      }
    }
    DraftReader.read(statement, facts).forEach(draft -> steps.add(new Step.Demand(draft)));
  }

  /** Something could not be read. */
  public void addUnread() {
    step(new Step.Anything());
  }

  List<Step> steps() {
    return steps;
  }

  /**
   * The demands on tables whose rows are as they are.
   *
   * @param scripts by their files, in the order in which they run
   */
  public static List<RowDemand> of(SequencedMap<String, RowDemands> scripts, Present present) {
    return new DemandResolver(present).resolve(scripts);
  }

  private static boolean defines(Fact fact) {
    return fact.moment() == Moment.AT_ONCE
        && (fact.action() == Action.CREATE || fact.action() == Action.ALTER);
  }

  private static boolean changes(Fact fact) {
    return fact.kind() == ObjectKind.OPAQUE
        || switch (fact.action()) {
          case CREATE, ALTER, DROP, WRITE -> true;
          case READ -> false;
          case USE -> fact.kind() == ObjectKind.PROCEDURE || fact.kind() == ObjectKind.FUNCTION;
        };
  }

  private void follow(Fact fact, boolean defines) {
    boolean routine = fact.kind() == ObjectKind.FUNCTION || fact.kind() == ObjectKind.PROCEDURE;
    if (fact.kind() == ObjectKind.OPAQUE) {
      step(new Step.Anything());
    } else if (routine && fact.action() == Action.USE && !defines) {
      step(new Step.Call(fact.name()));
    } else if (fact.action() == Action.WRITE && !fact.kind().isPart()) {
      write(fact);
    } else if (fact.action() == Action.CREATE && WRITES_ELSEWHERE.contains(fact.kind())) {
      step(new Step.Trigger());
    } else if (fact.action() == Action.DROP) {
      drop(fact);
    } else if (fact.detail().equals("type")) {
      step(new Step.Change(table(fact)));
    } else if (fact.detail().equals("partition")) {
      step(new Step.Anything());
    }
  }

  private void write(Fact fact) {
    switch (fact.detail()) {
      case "insert", "copy", "update" -> step(new Step.Change(fact.name()));
      case "refresh" -> {}
      default -> step(new Step.Anything());
    }
  }

  private void drop(Fact fact) {
    switch (fact.kind()) {
      case COLUMN -> step(new Step.Change(table(fact)));
      case TABLE, RELATION, SCHEMA, EXTENSION -> step(new Step.Anything());
      default -> {}
    }
  }

  private static ObjectName table(Fact column) {
    ObjectName name = column.name();
    return new ObjectName(name.schema(), name.parts().subList(0, 1), name.searched(), "");
  }

  private void step(Step step) {
    if (seen.add(step)) {
      steps.add(step);
    }
  }
}
