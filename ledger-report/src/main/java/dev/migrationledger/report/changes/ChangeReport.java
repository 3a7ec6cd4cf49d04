package dev.migrationledger.report.changes;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Moment;
import java.util.List;

/**
 * Change population and exceptions of one target in a period.
 *
 * @param schema {@code ledger/report-changes/v1}
 * @param target the target
 * @param environment what it serves as
 * @param asOf index of the last event the report covers, −1 when there is none
 * @param from the period's first moment
 * @param to the first moment after it
 * @param population that nothing is missing
 * @param changes every change in the period, oldest first
 * @param exceptions what did not go the ordinary way, oldest first
 * @param sample the changes drawn for closer inspection
 * @param controls the requirements it is evidence for
 * @param limits what it does not prove
 */
public record ChangeReport(
    String schema,
    String target,
    String environment,
    long asOf,
    Moment from,
    Moment to,
    Population population,
    List<Change> changes,
    List<Exceptional> exceptions,
    Sample sample,
    List<Control> controls,
    List<String> limits) {

  public ChangeReport {
    requireNonNull(schema, "schema");
    requireNonNull(target, "target");
    requireNonNull(environment, "environment");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(population, "population");
    changes = List.copyOf(changes);
    exceptions = List.copyOf(exceptions);
    requireNonNull(sample, "sample");
    controls = List.copyOf(controls);
    limits = List.copyOf(limits);
  }

  /** How many exceptions nobody has dealt with. */
  public long open() {
    return exceptions.stream().filter(Exceptional::open).count();
  }
}
