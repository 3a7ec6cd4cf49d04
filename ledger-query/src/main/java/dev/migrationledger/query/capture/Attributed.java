package dev.migrationledger.query.capture;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.schema.Attribution;
import dev.migrationledger.domain.schema.Attribution.Grade;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.projection.Row;
import java.time.Instant;
import java.util.List;

/**
 * Who changed an object, as far as is known.
 *
 * @param grade how well it is known
 * @param basis what the grade rests on, one sentence
 * @param statements the captured statements that can have done it, oldest first
 */
public record Attributed(Grade grade, String basis, List<Statement> statements) {

  private static final int NAMED = 5;

  /** A captured statement. */
  public record Statement(
      Instant at,
      String tag,
      String identity,
      String sessionUser,
      String role,
      String clientAddress,
      String application,
      String version,
      String text,
      Evidence evidence) {

    /** Who ran it, in words. */
    public String by() {
      var from = (application + (clientAddress.isEmpty() ? "" : " from " + clientAddress)).strip();
      return (role.equals(sessionUser) ? sessionUser : sessionUser + " as " + role)
          + (from.isEmpty() ? "" : " (" + from + ")");
    }

    static Statement of(Row row, String text) {
      return new Statement(
          row.instant(DdlObservations.OBSERVED_AT).orElseThrow(),
          row.text(DdlObservations.TAG),
          row.text(DdlObservations.IDENTITY),
          row.text(DdlObservations.SESSION_USER),
          row.text(DdlObservations.ROLE),
          row.text(DdlObservations.CLIENT_ADDRESS),
          row.text(DdlObservations.APPLICATION),
          row.text(DdlObservations.VERSION),
          text,
          DdlObservations.evidence(row));
    }
  }

  /** The same as a drift records it. */
  public Attribution attribution() {
    var by = statements.stream().map(Statement::by).distinct().limit(NAMED).toList();
    return new Attribution(String.join(", ", by), grade, basis);
  }

  public Attributed {
    requireNonNull(grade, "grade");
    requireNonNull(basis, "basis");
    statements = List.copyOf(statements);
  }
}
