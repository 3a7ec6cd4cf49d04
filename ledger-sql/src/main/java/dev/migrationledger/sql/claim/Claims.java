package dev.migrationledger.sql.claim;

import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.Moment;
import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.facts.ObjectName;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.tree.Node;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Collects what a script claims, statement by statement: what a later one undoes is forgotten. */
public final class Claims {

  /** Settings that change nothing of what an expression means. */
  private static final Set<String> HARMLESS =
      Set.of(
          "lock_timeout",
          "statement_timeout",
          "idle_in_transaction_session_timeout",
          "transaction_timeout",
          "client_min_messages",
          "check_function_bodies",
          "work_mem",
          "maintenance_work_mem",
          "application_name",
          "client_encoding");

  private final Kept kept = new Kept();
  private final Set<Taken> taken = new LinkedHashSet<>();
  private final Set<String> temporary = new HashSet<>();
  private boolean anotherRole;

  /**
   * The next statement of the script.
   *
   * @param facts what it does at once, or in a block
   */
  public void add(ParsedStatement statement, List<Fact> facts) {
    facts.forEach(this::forget);
    facts.forEach(fact -> Taken.of(fact).ifPresent(taken::add));
    expressions(statement, facts);
    boolean block = facts.stream().anyMatch(fact -> fact.moment() == Moment.IN_BLOCK);
    if (block) {
      return;
    }
    new RightsReader(statement, facts, kept).read();
    new RolesReader(statement, kept).read();
    table(facts).ifPresent(name -> new ColumnReader(statement, name, kept).read());
    view(statement, facts);
  }

  /** Something could not be read: it may have done anything to what was there before it. */
  public void addUnread() {
    kept.clear();
  }

  /** From here on another role may work, with a search path of its own. */
  public void addAnotherRole() {
    anotherRole = true;
  }

  /** What is claimed by the statements so far. */
  public List<Claim> claimed() {
    return kept.all().stream().filter(claim -> isSure(claim.object())).toList();
  }

  /** What it takes away or changes, that other objects may have been there for. */
  public List<Taken> taken() {
    return taken.stream().filter(each -> isSure(each.name())).toList();
  }

  /** A name without a schema is another object's when there is a temporary one, or another role. */
  private boolean isSure(ObjectName name) {
    return !(anotherRole && name.dependsOnRole())
        && !name.mayBeTemporary()
        && !temporary.contains(name.parts().getFirst());
  }

  private void forget(Fact fact) {
    boolean goes = fact.action() == Action.DROP;
    boolean inBlock = fact.moment() == Moment.IN_BLOCK && fact.action() != Action.READ;
    if (fact.kind() == ObjectKind.ROLE && goes) {
      kept.forgetRoles();
    } else if (fact.kind() == ObjectKind.COLUMN && (goes || inBlock)) {
      kept.forgetPart(fact.name());
    } else if (!fact.kind().isPart() && (goes || inBlock)) {
      kept.forget(fact.name());
      kept.forgetEvery(any -> true);
    } else if (fact.action() == Action.CREATE && !fact.kind().isPart()) {
      created(fact);
    }
  }

  private void created(Fact fact) {
    if (fact.kind() != ObjectKind.INDEX) {
      kept.forgetEvery(any -> true);
    }
    if (fact.name().mayBeTemporary()) {
      temporary.add(fact.name().parts().getFirst());
    }
  }

  /** A setting or a routine of the same name may give other meaning to what was written before. */
  private void expressions(ParsedStatement statement, List<Fact> facts) {
    Node tree = statement.tree();
    boolean sets = tree.is("VariableSetStmt") && !HARMLESS.contains(tree.text("name"));
    if (sets || tree.is("DiscardStmt") || statement.statement().text().contains("set_config")) {
      kept.forgetExpressions(any -> true);
    }
    facts.stream()
        .filter(fact -> fact.action() == Action.CREATE || fact.action() == Action.ALTER)
        .filter(fact -> !fact.kind().isPart())
        .filter(fact -> fact.kind() != ObjectKind.TABLE && fact.kind() != ObjectKind.INDEX)
        .map(fact -> fact.name().parts().getLast().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .forEach(
            name -> kept.forgetExpressions(words -> words.toLowerCase(Locale.ROOT).contains(name)));
  }

  private static Optional<ObjectName> table(List<Fact> facts) {
    return facts.stream()
        .filter(fact -> fact.action() == Action.CREATE || fact.action() == Action.ALTER)
        .filter(fact -> fact.kind() == ObjectKind.TABLE)
        .map(Fact::name)
        .findFirst();
  }

  private void view(ParsedStatement statement, List<Fact> facts) {
    Node tree = statement.tree();
    boolean view = tree.is("ViewStmt");
    boolean stored = tree.text("objtype").equals("OBJECT_MATVIEW") && tree.is("CreateTableAsStmt");
    if (!view && !stored) {
      return;
    }
    List<String> aliases = view ? tree.names("aliases") : tree.node("into").names("colNames");
    List<String> columns = ViewReader.columns(tree.node("query"), aliases);
    facts.stream()
        .filter(fact -> fact.action() == Action.CREATE)
        .filter(
            fact -> fact.kind() == ObjectKind.VIEW || fact.kind() == ObjectKind.MATERIALIZED_VIEW)
        .findFirst()
        .ifPresent(fact -> {
          kept.forgetView(fact.name());
          boolean passed = stored && fact.lenient();
          if (!columns.isEmpty() || passed) {
            Written query = passed ? Written.ofQuery(statement) : Written.NONE;
            kept.view(new Claim.View(fact.name(), columns, query, fact.place(), passed));
          }
        });
  }
}
