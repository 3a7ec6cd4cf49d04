package dev.migrationledger.spring;

import dev.migrationledger.schema.catalog.SnapshotFailure;
import dev.migrationledger.schema.contract.Contract;
import dev.migrationledger.schema.contract.rule.ContractProblem;
import dev.migrationledger.spring.ContractReport.Line;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.core.io.ResourceLoader;

/** Looks at the database once, all of it, and reports. */
final class ContractCheck {

  /** Reading only, and never for long. */
  private static final String SETTINGS =
      "SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = '30s'";

  private final LedgerContractProperties properties;
  private final DataSource database;
  private final ResourceLoader resources;

  ContractCheck(
      LedgerContractProperties properties, DataSource database, ResourceLoader resources) {
    this.properties = properties;
    this.database = database;
    this.resources = resources;
  }

  /** What the database is; whatever goes wrong is part of the report. */
  ContractReport run() {
    var found = new Found();
    var contract = contract(found);
    try {
      connect(contract, found);
    } catch (SnapshotFailure e) {
      found.errors.add(Line.of(StartupCode.NOT_SEEN, String.valueOf(e.getMessage())));
    } catch (SQLException e) {
      found.errors.add(Line.of(code(e), reason(e)));
    } catch (RuntimeException e) {
      // pools say in their own way that there is no database
      if (!(e.getCause() instanceof SQLException cause)) {
        throw e;
      }
      found.errors.add(Line.of(code(cause), reason(cause)));
    }
    return found.report();
  }

  private void connect(Optional<Contract> contract, Found found) throws SQLException {
    try (Connection connection = database.getConnection()) {
      found.database = describe(connection);
      var automatic = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        try (var sql = connection.createStatement()) {
          sql.execute(SETTINGS);
        }
        look(connection, contract, found);
      } finally {
        if (!connection.isClosed()) {
          connection.rollback();
          connection.setAutoCommit(automatic);
        }
      }
    }
  }

  private Optional<Contract> contract(Found found) {
    var location = properties.location();
    if (location.isBlank()) {
      return Optional.empty();
    }
    try (var in = resources.getResource(location).getInputStream()) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(Contract.parse(text, location));
    } catch (ContractProblem e) {
      e.mistakes()
          .forEach(
              mistake -> found.errors.add(new Line(mistake.toString(), mistake.code().remedy())));
    } catch (FileNotFoundException e) {
      found.errors.add(
          new Line(
              "CONTRACT-020 " + location + " is not there",
              "Write it with \"ledger contract generate\", name another with"
                  + " ledger.contract.location, or leave that empty for none."));
    } catch (IOException e) {
      found.errors.add(
          new Line("CONTRACT-020 " + location + " cannot be read: " + e, "Make it readable."));
    }
    return Optional.empty();
  }

  private void look(Connection connection, Optional<Contract> contract, Found found)
      throws SQLException {
    var ledger = LedgerReading.of(connection, properties.target());
    found.notes.addAll(ledger.notes());
    var head = ledger.isRead() && ledger.head() >= 0 ? ledger.head() : Contract.EVERY_VERSION;
    found.version = head == Contract.EVERY_VERSION ? "" : Long.toString(head);
    version(ledger, found);
    state(ledger, found);
    if (contract.isPresent()) {
      for (var violation : contract.get().check(connection, head)) {
        var line = new Line(violation.toString(), violation.remedy());
        (violation.warning() ? found.warnings : found.errors).add(line);
      }
    }
  }

  private void version(LedgerReading ledger, Found found) {
    var expected = properties.expectedVersion();
    if (expected.isEmpty()) {
      return;
    }
    if (!ledger.isRead()) {
      var why = String.join("; ", ledger.notes());
      found.errors.add(
          Line.of(
              StartupCode.NOT_SEEN,
              "version %s is expected, and nobody can say whether it is applied: %s"
                  .formatted(expected, why)));
    } else if (!ledger.has(Long.parseLong(expected))) {
      found.errors.add(
          Line.of(
              StartupCode.VERSION_MISSING,
              "version %s is expected, and the database has come to %s%s"
                  .formatted(
                      expected,
                      ledger.head() < 0 ? "none" : "%04d".formatted(ledger.head()),
                      ledger.head() > Long.parseLong(expected) ? " without it" : "")));
    }
  }

  /** What comes after the version that the application expects does not keep it from working. */
  private void state(LedgerReading ledger, Found found) {
    if (!properties.ledgerState()) {
      return;
    }
    var expected =
        properties.expectedVersion().isEmpty()
            ? Long.MAX_VALUE
            : Long.parseLong(properties.expectedVersion());
    for (var doubt : ledger.doubts()) {
      if (doubt.number() <= expected) {
        found.errors.add(Line.of(StartupCode.LEDGER_STATE, doubt.what()));
      }
    }
  }

  /** Without what follows the address: it may hold a password. */
  private static String describe(Connection connection) throws SQLException {
    var data = connection.getMetaData();
    var url = String.valueOf(data.getURL()).split("\\?", 2)[0];
    return "%s (role %s)".formatted(url.replaceFirst("//[^/@]*@", "//"), data.getUserName());
  }

  private static StartupCode code(SQLException e) {
    var state = String.valueOf(e.getSQLState());
    var away =
        state.startsWith("08")
            || state.startsWith("57P")
            || state.startsWith("28")
            || state.startsWith("3D")
            || state.equals("null");
    return away ? StartupCode.UNREACHABLE : StartupCode.NOT_SEEN;
  }

  /** A pool hides the driver's reason behind its own. */
  private static String reason(SQLException e) {
    Throwable cause = e;
    while (cause.getCause() instanceof SQLException deeper) {
      cause = deeper;
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  /** What has been found so far. */
  private static final class Found {
    private String database = "";
    private String version = "";
    private final List<Line> errors = new ArrayList<>();
    private final List<Line> warnings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    ContractReport report() {
      return new ContractReport(database, version, errors, warnings, notes);
    }
  }
}
