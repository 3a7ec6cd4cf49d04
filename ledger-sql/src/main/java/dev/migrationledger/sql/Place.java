package dev.migrationledger.sql;

/**
 * A position in a script: line and column from 1, the column in code points.
 *
 * <p>A line ends at LF, CR LF or a lone CR, as psql counts them. A byte order mark has no column.
 */
public record Place(int line, int column) {

  public Place {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException(
          "A place starts at line 1, column 1; got line " + line + ", column " + column);
    }
  }
}
