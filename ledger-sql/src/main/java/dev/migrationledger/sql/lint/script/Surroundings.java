package dev.migrationledger.sql.lint.script;

import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.Moment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the statements of a script share; grows while the script is read. */
final class Surroundings {

  /** A relation that got its name or schema so had rows and readers before. */
  private static final Set<String> NOT_NEW = Set.of("rename", "schema");

  private final boolean declaredAlone;
  private final boolean declaresDependencies;
  private final int serverVersion;
  private final List<Subject> subjects = new ArrayList<>();
  private final Map<String, List<Created>> created = new HashMap<>();

  Surroundings(boolean declaredAlone, boolean declaresDependencies, int serverVersion) {
    this.declaredAlone = declaredAlone;
    this.declaresDependencies = declaresDependencies;
    this.serverVersion = serverVersion;
  }

  private record Created(int by, Fact fact) {}

  void add(Subject subject) {
    for (Fact fact : subject.facts()) {
      if (makes(fact)) {
        created
            .computeIfAbsent(fact.name().parts().getLast(), name -> new ArrayList<>())
            .add(new Created(subjects.size(), fact));
      }
    }
    subjects.add(subject);
  }

  List<Subject> subjects() {
    return Collections.unmodifiableList(subjects);
  }

  /** The relations of this name that were made before the statement with this number. */
  Stream<Fact> createdBefore(int index, String name) {
    return created.getOrDefault(name, List.of()).stream()
        .filter(one -> one.by < index)
        .map(Created::fact);
  }

  boolean declaredAlone() {
    return declaredAlone;
  }

  boolean declaresDependencies() {
    return declaresDependencies;
  }

  int serverVersion() {
    return serverVersion;
  }

  private static boolean makes(Fact fact) {
    boolean runs = fact.moment() == Moment.AT_ONCE || fact.moment() == Moment.IN_BLOCK;
    return runs
        && fact.action() == Action.CREATE
        && !NOT_NEW.contains(fact.detail())
        && isNamed(fact);
  }

  private static boolean isNamed(Fact fact) {
    return switch (fact.kind()) {
      case TABLE, VIEW, MATERIALIZED_VIEW, FOREIGN_TABLE, SEQUENCE, INDEX, RELATION -> true;
      case TYPE, DOMAIN, SCHEMA -> true;
      default -> false;
    };
  }
}
