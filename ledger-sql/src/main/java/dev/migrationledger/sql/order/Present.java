package dev.migrationledger.sql.order;

import dev.migrationledger.sql.facts.Fact;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a database holds before the first script, as far as the scripts can have to do with it.
 *
 * @param session the session that will run them
 * @param objects schemas, extensions, roles and languages, and the tables, views, types and
 *     routines of other than system schemas; everything else at least when one of {@link #namesIn}
 *     is its name or that of its relation
 */
public record Present(Session session, List<PresentObject> objects) {

  public Present {
    Objects.requireNonNull(session, "session");
    objects = List.copyOf(objects);
  }

  /**
   * How the session that runs scripts starts each of them.
   *
   * @param user the role, which {@code "$user"} in the search path stands for
   * @param searchPath as SHOW tells it
   * @param checksBodies whether check_function_bodies is on
   */
  public record Session(String user, String searchPath, boolean checksBodies) {

    public Session {
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(searchPath, "searchPath");
    }
  }

  /** All names of objects and of their tables that occur in scripts. */
  public static Set<String> namesIn(List<ScriptFacts> scripts) {
    Set<String> names = new HashSet<>();
    for (ScriptFacts script : scripts) {
      for (List<Fact> statement : script.statements()) {
        for (Fact fact : statement) {
          names.add(fact.name().parts().getFirst());
          names.add(fact.name().parts().getLast());
        }
      }
    }
    return names;
  }
}
