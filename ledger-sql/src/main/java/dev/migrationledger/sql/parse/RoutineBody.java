package dev.migrationledger.sql.parse;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.tree.Node;
import java.util.List;
import java.util.Objects;

/**
 * The body of a function, procedure or DO block that is written as a string.
 *
 * @param language in lower case
 * @param text what the server keeps
 * @param start where in the script the text starts
 * @param tree the {@code PLpgSQL_function}; {@link Node#NONE} for other languages, and when unread
 * @param queries the SQL in it, in its order
 * @param unread why its SQL is not known: another language, or the parser's words; empty otherwise
 */
public record RoutineBody(
    String language, String text, Place start, Node tree, List<Query> queries, String unread) {

  /**
   * A statement or an expression inside.
   *
   * @param text as a statement: an expression follows {@code SELECT}
   * @param place where in the script it stands, or at least its line's start
   * @param tree its parse tree; {@link Node#NONE} when it could not be read
   * @param dynamic whether it is the text of an {@code EXECUTE}: what that will run is not known
   */
  public record Query(String text, Place place, Node tree, boolean dynamic) {

    public Query {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(place, "place");
      Objects.requireNonNull(tree, "tree");
    }
  }

  public RoutineBody {
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(tree, "tree");
    Objects.requireNonNull(unread, "unread");
    queries = List.copyOf(queries);
  }
}
