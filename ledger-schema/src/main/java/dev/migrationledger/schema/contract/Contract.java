package dev.migrationledger.schema.contract;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.catalog.SnapshotFailure;
import dev.migrationledger.schema.contract.check.SchemaCheck;
import dev.migrationledger.schema.contract.rule.ContractCode;
import dev.migrationledger.schema.contract.rule.ContractProblem;
import dev.migrationledger.schema.contract.rule.ContractProblem.Mistake;
import dev.migrationledger.schema.contract.rule.Place;
import dev.migrationledger.schema.contract.rule.Rules;
import dev.migrationledger.schema.contract.rule.Violation;
import dev.migrationledger.schema.contract.yaml.ContractReader;
import dev.migrationledger.schema.contract.yaml.ContractWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;

/**
 * The schema that an application requires. What it does not mention may be there as it likes; what
 * it requires and is not there is an error, what it only wishes for a warning.
 */
public final class Contract {

  /** The version of a target of which nothing is known: all rules hold. */
  public static final long EVERY_VERSION = Long.MAX_VALUE;

  /** The file's usual name. */
  public static final String FILE = "schema-contract.yaml";

  private final Rules rules;

  private Contract(Rules rules) {
    this.rules = rules;
  }

  /**
   * Reads a file.
   *
   * @throws ContractProblem with all that is wrong with it
   */
  public static Contract read(Path file) {
    try {
      if (Files.size(file) > 4L * ContractReader.LONGEST) {
        throw unreadable(file, "is larger than a contract can be");
      }
      return parse(Files.readString(file), file.toString());
    } catch (NoSuchFileException e) {
      throw unreadable(file, "is not there; \"ledger contract generate\" writes one");
    } catch (CharacterCodingException e) {
      throw unreadable(file, "is not UTF-8");
    } catch (IOException e) {
      throw unreadable(file, "cannot be read: " + e);
    }
  }

  private static ContractProblem unreadable(Path file, String what) {
    return new ContractProblem(
        List.of(new Mistake(ContractCode.UNREADABLE, new Place(file.toString(), 0, 0), what)));
  }

  /**
   * Reads a text.
   *
   * @param name as messages call it
   * @throws ContractProblem with all that is wrong with it
   */
  public static Contract parse(String yaml, String name) {
    return new Contract(ContractReader.read(yaml, name));
  }

  /** The text of the contract that a schema keeps. */
  public static String generate(SchemaSnapshot snapshot) {
    return ContractWriter.write(snapshot);
  }

  /** What editors need to know of contracts: a JSON Schema (draft 2020-12). */
  public static String jsonSchema() {
    try (var in = Contract.class.getResourceAsStream(ContractWriter.SCHEMA_FILE)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + ContractWriter.SCHEMA_FILE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of the file with {@link #jsonSchema}, beside the contract. */
  public static String jsonSchemaFile() {
    return ContractWriter.SCHEMA_FILE;
  }

  /** All that it says. */
  public Rules rules() {
    return rules;
  }

  /** Whether some rule begins to hold with one of these versions: whether one needs to look. */
  public boolean asksAnythingAt(long version) {
    return rules.tables().stream().anyMatch(t -> t.terms().holdsAt(version))
        || rules.enums().stream().anyMatch(e -> e.terms().holdsAt(version));
  }

  /**
   * The rules that hold and are not kept, in the order of the contract.
   *
   * @param head the version that the target has come to; {@link #EVERY_VERSION} when it is not
   *     known
   */
  public List<Violation> check(SchemaSnapshot snapshot, long head) {
    return SchemaCheck.check(rules, snapshot, head);
  }

  /**
   * The same for a database, of which only what the contract names is read as long as it keeps it.
   * Within an open transaction it sees what that has done, and leaves it as it was.
   *
   * @throws SnapshotFailure when the schema cannot be read
   */
  public List<Violation> check(Connection connection, long head) {
    var narrow = check(named(connection), head);
    // what there is instead is told by the names that the contract does not have
    return narrow.isEmpty()
        ? narrow
        : check(SchemaSnapshot.take(connection, ContractScope.ofAllTables()), head);
  }

  /**
   * Only what the contract names, of a database: it tells which rules are kept, not what there is
   * instead.
   *
   * @throws SnapshotFailure when the schema cannot be read
   */
  public SchemaSnapshot named(Connection connection) {
    return SchemaSnapshot.take(connection, ContractScope.of(rules));
  }

  /**
   * The same within a transaction that is open on the server, also one that the driver knows
   * nothing of.
   *
   * @throws SnapshotFailure when the schema cannot be read; the transaction goes on
   */
  public SchemaSnapshot namedInside(Connection connection) {
    return SchemaSnapshot.takeInside(connection, ContractScope.of(rules));
  }

  /**
   * All tables, within such a transaction: it tells what there is instead, too.
   *
   * @throws SnapshotFailure when the schema cannot be read; the transaction goes on
   */
  public SchemaSnapshot allInside(Connection connection) {
    return SchemaSnapshot.takeInside(connection, ContractScope.ofAllTables());
  }
}
