package dev.migrationledger.sql.lint.script;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.RoutineBody;
import dev.migrationledger.sql.tree.Node;
import java.util.List;
import java.util.function.Function;

/** One statement, and what the script around it does. */
public final class Subject {

  private final Surroundings script;
  private final int index;
  private final ParsedStatement parsed;
  private final Node tree;
  private final List<Fact> facts;
  private final boolean inTransaction;
  private final boolean inside;
  private final Function<Node, Place> places;

  Subject(
      Surroundings script,
      int index,
      ParsedStatement parsed,
      List<Fact> facts,
      boolean inTransaction) {
    this.script = script;
    this.index = index;
    this.parsed = parsed;
    this.tree = parsed.tree();
    this.facts = facts;
    this.inTransaction = inTransaction;
    this.inside = false;
    this.places = parsed::at;
  }

  /** A statement inside a DO block, which is a transaction at least. */
  Subject(Surroundings script, int index, Subject block, RoutineBody.Query query) {
    this.script = script;
    this.index = index;
    this.parsed = block.parsed;
    this.tree = query.tree();
    this.facts = block.facts;
    this.inTransaction = true;
    this.inside = true;
    this.places = node -> query.place();
  }

  /** The statement's tree. */
  public Node tree() {
    return tree;
  }

  public boolean is(String kind) {
    return tree.is(kind);
  }

  /** What it does; for a statement in a DO block, what the whole block does. */
  public List<Fact> facts() {
    return facts;
  }

  /** Its text; empty for a statement in a DO block, whose text is the block's. */
  public String text() {
    return inside ? "" : parsed.statement().text();
  }

  public boolean inTransaction() {
    return inTransaction;
  }

  /** Whether the script's header says that its statements run one by one. */
  public boolean declaredAlone() {
    return script.declaredAlone();
  }

  /** Whether the script's header says which migrations it needs. */
  public boolean declaresDependencies() {
    return script.declaresDependencies();
  }

  /** The bodies of the routine it creates or the DO block it is: one or none. */
  public List<RoutineBody> bodies() {
    return inside ? List.of() : parsed.bodies();
  }

  /** The major version of the target's server. */
  public int serverVersion() {
    return script.serverVersion();
  }

  /** Whether it runs in the same transaction as another statement of the script. */
  public boolean sharesTransactionWith(Subject other) {
    return inTransaction && other.inTransaction;
  }

  /** The statements before it, in their order. */
  public List<Subject> before() {
    return script.subjects().subList(0, index);
  }

  /** The statements after it, in their order. */
  public List<Subject> after() {
    return script.subjects().subList(index + 1, script.subjects().size());
  }

  /** A finding at the statement's start. */
  public Hit hit(String what) {
    return at(places.apply(Node.NONE), what);
  }

  /** A finding where the node stands, or at the statement's start if it tells no place. */
  public Hit hit(Node at, String what) {
    return at(places.apply(at), what);
  }

  /** A finding at a code point of the statement's text, counted from 1. */
  public Hit hitAt(int position, String what) {
    return at(parsed.statement().at(position), what);
  }

  /** A finding at a place that is known. */
  public Hit at(Place place, String what) {
    return new Hit(place, what, parsed.statement().ordinal(), TableName.of(tree.node("relation")));
  }

  /**
   * Whether the table, or view, was there before the script: its rows and its readers matter then.
   */
  public boolean existed(Node relation) {
    return !relation.fields().isEmpty() && !isNew(relation);
  }

  /** Whether an earlier statement of the script made it. */
  public boolean isNew(Node relation) {
    List<String> path = searched(relation);
    return script
        .createdBefore(index, relation.text("relname"))
        .anyMatch(fact -> path.contains(fact.name().likelySchema().orElse("")));
  }

  /** Whether an earlier statement of the script made an object of this name, in whatever schema. */
  public boolean isNew(String name) {
    return script.createdBefore(index, name).findAny().isPresent();
  }

  /** The schemas in which the server looks for the relation. */
  private List<String> searched(Node relation) {
    String schema = relation.text("schemaname");
    if (!schema.isEmpty()) {
      return List.of(schema);
    }
    return facts.stream()
        .filter(fact -> fact.name().parts().getFirst().equals(relation.text("relname")))
        .filter(fact -> fact.name().schema().isEmpty())
        .findFirst()
        .map(fact -> fact.name().searched())
        .orElse(List.of("public"));
  }

  ParsedStatement parsed() {
    return parsed;
  }
}
