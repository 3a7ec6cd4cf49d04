package dev.migrationledger.sql.parse;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.SqlProblem;
import dev.migrationledger.sql.SqlProblemCode;
import java.util.Objects;

/**
 * PostgreSQL does not accept a statement.
 *
 * @param statement its number in the script
 * @param place where PostgreSQL points to
 * @param message PostgreSQL's own words
 * @param excerpt the line, and below it a caret under the place
 */
public record SyntaxError(int statement, Place place, String message, String excerpt) {

  public SyntaxError {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(excerpt, "excerpt");
  }

  /** The same as one of the script's problems, with the excerpt on lines of its own. */
  public SqlProblem problem() {
    return new SqlProblem(
        SqlProblemCode.SYNTAX.code(),
        place,
        "%s in statement %d (line %d, column %d)\n%s"
            .formatted(message, statement, place.line(), place.column(), excerpt),
        SqlProblemCode.SYNTAX.remedy());
  }
}
