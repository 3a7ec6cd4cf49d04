package dev.migrationledger.domain.ledger;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The state as a plain value, for storing it as an aggregate snapshot.
 *
 * @param target the target's name, empty before it is registered
 * @param environment where the target serves
 * @param systemIdentifier the cluster's identifier
 * @param database the database's name
 * @param migrations every known migration, ascending
 * @param rejected file name to the last recorded findings, for files that broke a rule, in the
 *     order of their names
 * @param run the open run, or {@link OpenRun#NONE}
 * @param lastRun the id of the run that finished last, empty before
 * @param capture what it knows of captured DDL
 * @param repairs what was decided about failure states that belong to no run
 * @param schema what is known of the schema
 * @param approvals which approvals stand, and which broken glass nobody has reviewed
 * @param imports a history table to the fingerprints of its rows that were taken over
 */
public record LedgerImage(
    String target,
    String environment,
    String systemIdentifier,
    String database,
    List<MigrationState> migrations,
    Map<String, String> rejected,
    OpenRun run,
    String lastRun,
    CaptureState capture,
    Repairs repairs,
    SchemaState schema,
    ApprovalState approvals,
    Map<String, Set<String>> imports) {

  public LedgerImage {
    requireNonNull(target, "target");
    requireNonNull(environment, "environment");
    requireNonNull(systemIdentifier, "systemIdentifier");
    requireNonNull(database, "database");
    migrations = List.copyOf(migrations);
    rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
    requireNonNull(run, "run");
    requireNonNull(lastRun, "lastRun");
    requireNonNull(capture, "capture");
    requireNonNull(repairs, "repairs");
    requireNonNull(schema, "schema");
    requireNonNull(approvals, "approvals");
    var sorted = new TreeMap<String, Set<String>>();
    imports.forEach(
        (table, rows) -> sorted.put(table, Collections.unmodifiableSet(new TreeSet<>(rows))));
    imports = Collections.unmodifiableMap(sorted);
  }
}
