package dev.migrationledger.sql.order;

import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.ObjectKind;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells what neither the target holds nor a script has made. Where something else may have made it
 * after all, as an extension does or the server when it chooses a name, nothing is said.
 */
final class Absence {

  /** A name that the server gives when the plain one is taken. */
  private static final Pattern NUMBERED =
      Pattern.compile(".*_(pkey|key|fkey|check|excl|idx|seq|not_null)\\d+");

  /** Of shorter names every other one is a near miss. */
  private static final int SHORTEST = 3;

  /** Extensions that bring neither tables nor schemas. */
  private static final Set<String> WITHOUT_RELATIONS =
      Set.of(
          "bloom btree_gin btree_gist citext cube dict_int dict_xsyn earthdistance fuzzystrmatch hstore"
              .concat(" intarray isn lo ltree pg_trgm pgcrypto pgrowlocks pgstattuple plpgsql seg")
              .concat(" tablefunc tcn unaccent uuid-ossp vector xml2")
              .split(" "));

  private final Catalog catalog;
  private final Findings findings;
  private final boolean targetKnown;
  private boolean extensionsChanged;
  private boolean relationsFromExtensions;

  Absence(Catalog catalog, Findings findings, boolean targetKnown) {
    this.catalog = catalog;
    this.findings = findings;
    this.targetKnown = targetKnown;
  }

  /** Whether it is known what the target holds. */
  boolean targetKnown() {
    return targetKnown;
  }

  /** From here on there may be objects that no statement names. */
  void extensionChanged(String name) {
    extensionsChanged = true;
    relationsFromExtensions |= !WITHOUT_RELATIONS.contains(name);
  }

  private boolean isDoubtful(ObjectKind kind) {
    boolean ofTables = Key.isRelation(kind) || kind == ObjectKind.SCHEMA;
    return ofTables ? relationsFromExtensions : extensionsChanged && !isPlain(kind);
  }

  /** Whether an object that is not in the catalog cannot be there. */
  boolean isSure(Fact fact) {
    return targetKnown && isTold(fact) && !isDoubtful(fact.kind());
  }

  /** An object that nothing makes. */
  void object(Spot at, Fact fact, ObjectKind kind, String label) {
    if (!targetKnown || !isTold(fact)) {
      return;
    }
    if (isDoubtful(kind)) {
      if (Key.isRelation(kind)) {
        findings.notThere(at, label, hint(fact, kind), false);
      }
      return;
    }
    findings.notThere(at, label, hint(fact, kind), true);
  }

  /** A constraint, trigger, policy or rule of a table that the target holds as it is. */
  void part(Spot at, Fact fact, Known owner, String label) {
    boolean changed =
        owner.parts(ObjectKind.CONSTRAINT).stream().anyMatch(part -> !part.made().isOnServer());
    boolean chosen = fact.kind() == ObjectKind.CONSTRAINT && changed;
    if (targetKnown && owner.made().isInTarget() && !chosen && !isNumbered(fact)) {
      List<String> names = owner.parts(fact.kind()).stream().map(Catalog::ownName).toList();
      findings.notThere(at, label, near(fact.name().parts().getLast(), names), true);
    }
  }

  private boolean isTold(Fact fact) {
    String name = fact.name().parts().getLast();
    return switch (fact.kind()) {
      case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, RELATION -> true;
      case SCHEMA, EXTENSION, ROLE, LANGUAGE -> !name.isEmpty();
      case FOREIGN_SERVER, FOREIGN_DATA_WRAPPER, ACCESS_METHOD, TABLESPACE -> true;
      case PUBLICATION, EVENT_TRIGGER -> true;
      case INDEX, SEQUENCE -> !isNumbered(fact);
      case TYPE, DOMAIN -> !name.contains("multirange") && !name.startsWith("_");
      case FUNCTION, PROCEDURE, AGGREGATE, ROUTINE ->
          !catalog.mayBeColumn(name) && catalog.schemasOf(Key.TYPE, name).isEmpty();
      default -> false;
    };
  }

  private static boolean isNumbered(Fact fact) {
    return NUMBERED.matcher(fact.name().parts().getLast()).matches();
  }

  /** No extension makes these. */
  private static boolean isPlain(ObjectKind kind) {
    return kind == ObjectKind.ROLE || kind == ObjectKind.EXTENSION || kind.isPart();
  }

  private String hint(Fact fact, ObjectKind kind) {
    String name = Key.plain(fact.name());
    String space = Key.space(kind);
    List<String> elsewhere = catalog.schemasOf(space, name);
    boolean inSchema = !fact.name().searched().isEmpty() && kind != ObjectKind.SCHEMA;
    if (inSchema && !elsewhere.isEmpty()) {
      return "there is "
          + elsewhere.getFirst()
          + "."
          + name
          + ", and the schemas searched are "
          + String.join(", ", fact.name().searched());
    }
    List<String> searched = inSchema ? fact.name().searched() : List.of("");
    return near(name, catalog.names(space, searched));
  }

  private static String near(String wanted, List<String> names) {
    String near = wanted.length() < SHORTEST ? "" : NearMiss.of(wanted, names);
    return near.isEmpty() ? "" : "there is \"" + near + "\", not \"" + wanted + "\"";
  }
}
