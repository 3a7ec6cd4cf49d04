package dev.migrationledger.sql.parse;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.SqlProblem;
import dev.migrationledger.sql.SqlProblemCode;
import dev.migrationledger.sql.Statement;
import dev.migrationledger.sql.dialect.ForeignText;
import dev.migrationledger.sql.dialect.Look;
import java.util.Locale;

/** A statement that PostgreSQL does not accept because it looks like something else. */
record Foreign(int statement, Look look, String shown, Place place) {

  static Foreign in(Statement statement, ForeignText found) {
    int point = statement.text().codePointCount(0, found.index());
    return new Foreign(statement.ordinal(), found.look(), found.shown(), statement.at(point + 1));
  }

  /**
   * The one problem that stands for all of them.
   *
   * @param statements how many there are
   */
  SqlProblem problem(int statements) {
    String more =
        statements == 1 ? "" : String.format(Locale.ROOT, " (and in %,d more)", statements - 1);
    return new SqlProblem(
        SqlProblemCode.FOREIGN.code(),
        place,
        "this looks like %s: %s in statement %d (line %d, column %d)%s"
            .formatted(look.words(), shown, statement, place.line(), place.column(), more),
        look.remedy());
  }
}
