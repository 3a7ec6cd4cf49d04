package dev.migrationledger.runner.recovery.detect;

import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.domain.run.RecoveryAction.Risk;
import dev.migrationledger.query.dependency.RecordedObject;
import dev.migrationledger.runner.recovery.state.Estimate;
import dev.migrationledger.runner.recovery.state.FailureState;
import dev.migrationledger.runner.recovery.state.RecoveryCode;
import dev.migrationledger.runner.recovery.state.Repair;
import dev.migrationledger.runner.recovery.state.Step;
import dev.migrationledger.runner.recovery.state.WayOut;
import dev.migrationledger.runner.schema.Probed;
import dev.migrationledger.runner.schema.RowProbe;
import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.rows.RowDemand;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds constraints that hold for new rows only, and rows that violate constraints. */
final class ConstraintFinder {

  /** Of the table's bytes; the slowest that was measured, on a busy machine. */
  private static final long VALIDATED_MIB_PER_SECOND = 100;

  private static final String CONSTRAINTS =
      """
      SELECT n.nspname, t.relname, c.conname, c.contype, c.convalidated,
             pg_catalog.format('ALTER TABLE %I.%I VALIDATE CONSTRAINT %I', n.nspname, t.relname,
               c.conname),
             pg_catalog.pg_table_size(t.oid), pg_catalog.pg_get_constraintdef(c.oid),
             rn.nspname, r.relname,
             (SELECT pg_catalog.array_agg(a.attname::text ORDER BY k.place)
              FROM pg_catalog.unnest(c.conkey) WITH ORDINALITY AS k (number, place)
              JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number),
             (SELECT pg_catalog.array_agg(a.attname::text ORDER BY k.place)
              FROM pg_catalog.unnest(c.confkey) WITH ORDINALITY AS k (number, place)
              JOIN pg_catalog.pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.number)
      FROM pg_catalog.pg_constraint c
      JOIN pg_catalog.pg_class t ON t.oid = c.conrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
      LEFT JOIN pg_catalog.pg_class r ON r.oid = c.confrelid
      LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
      WHERE ((NOT c.convalidated AND c.contype IN ('c', 'f', 'n'))
          OR (c.contype = 'f' AND c.confmatchtype = 's'))
        AND c.conparentid = 0
        AND n.nspname !~ '^pg_(toast|temp)|^(pg_catalog|information_schema|ledger)$'
        AND coalesce(pg_catalog.to_jsonb(c) ->> 'conenforced', 'true') = 'true'
      ORDER BY 1, 2, 3
      """;

  private final Scene scene;
  private final ScriptTexts texts;

  ConstraintFinder(Scene scene) {
    this.scene = scene;
    this.texts = new ScriptTexts(scene);
  }

  /** A constraint as the catalogs have it. */
  private record Constraint(
      RowDemand demand, boolean validated, String validate, long bytes, String definition) {

    static Constraint of(ResultSet row) throws SQLException {
      var table = new RowDemand.Table(row.getString(1), row.getString(2));
      var validated = row.getBoolean(5);
      var parents = row.getString(10);
      var demand =
          new RowDemand(
              validated ? RowDemand.Kind.NO_ORPHANS : RowDemand.Kind.VALID,
              table,
              false,
              columns(row, 11),
              parents == null ? table : new RowDemand.Table(row.getString(9), parents),
              columns(row, 12),
              row.getString(3),
              false,
              "",
              new Place(1, 1));
      return new Constraint(demand, validated, row.getString(6), row.getLong(7), row.getString(8));
    }

    private static List<String> columns(ResultSet row, int at) throws SQLException {
      var array = row.getArray(at);
      return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    String subject() {
      var table = demand.table();
      return "constraint " + table.schema() + "." + table.name() + "." + demand.constraint();
    }

    String recorded() {
      return demand.table().written() + "." + demand.constraint();
    }
  }

  List<FailureState> find(List<String> notes) throws SQLException {
    var constraints = new ArrayList<Constraint>();
    try (var sql = scene.session().connection().createStatement();
        var row = sql.executeQuery(CONSTRAINTS)) {
      while (row.next()) {
        constraints.add(Constraint.of(row));
      }
    }
    constraints.removeIf(this::leftOnPurpose);
    var probed =
        new RowProbe(scene.session()).probe(constraints.stream().map(Constraint::demand).toList());
    var states = new ArrayList<FailureState>();
    for (var constraint : constraints) {
      var rows = probed.stream().filter(p -> p.demand().equals(constraint.demand())).findFirst();
      rows.filter(r -> !r.unasked().isEmpty())
          .ifPresent(r ->
              notes.add(
                  constraint.subject() + ": its rows were not counted, because " + r.unasked()));
      state(constraint, rows).ifPresent(states::add);
    }
    return states;
  }

  private boolean leftOnPurpose(Constraint constraint) {
    if (constraint.validated()) {
      return false;
    }
    var name = constraint.demand().constraint();
    var done = scene.state().migrations().stream().filter(m -> m.status().isDone()).toList();
    var made = done.stream().filter(m -> texts.leavesNotValid(m, name)).toList();
    return !made.isEmpty() && done.stream().noneMatch(m -> texts.validates(m, name));
  }

  private Optional<FailureState> state(Constraint constraint, Optional<Probed> rows) {
    var offending = rows.map(Probed::offending).orElse(0L);
    if (offending == 0 && constraint.validated()) {
      return Optional.empty();
    }
    var evidence = new ArrayList<String>();
    evidence.add(
        constraint.definition() + (constraint.validated() ? ", validated" : ", not validated"));
    rows.filter(r -> r.offending() > 0)
        .ifPresent(r ->
            evidence.add(
                "%d of about %d rows violate it; they are shown by: %s"
                    .formatted(r.offending(), r.rows(), r.shown())));
    return Optional.of(
        new FailureState(
            offending > 0 ? RecoveryCode.CONSTRAINT_BROKEN : RecoveryCode.CONSTRAINT_UNVALIDATED,
            constraint.subject(),
            maker(constraint),
            offending > 0
                ? offending + " rows violate " + constraint.subject()
                : constraint.subject() + " is NOT VALID, and no script leaves it so",
            evidence,
            offending > 0
                ? List.of(accept(constraint))
                : List.of(validate(constraint), accept(constraint)),
            offending == 0));
  }

  private String maker(Constraint constraint) {
    return scene.objects().stream()
        .filter(o -> o.kind().equals("constraint") && o.action().equals("creates"))
        .filter(o -> o.name().equals(constraint.recorded()))
        .map(RecordedObject::number)
        .reduce((a, b) -> b)
        .flatMap(n ->
            scene.state().migrations().stream()
                .map(MigrationState::version)
                .filter(v -> v.number() == n)
                .findFirst())
        .map(v -> v.text())
        .orElse("");
  }

  private static WayOut validate(Constraint constraint) {
    var step =
        new Step(
            "validate " + constraint.subject(),
            constraint.validate(),
            Risk.LOW,
            "reads and writes go on (SHARE UPDATE EXCLUSIVE); a row that violates it ends it",
            "",
            Estimate.of(constraint.bytes(), VALIDATED_MIB_PER_SECOND, "VALIDATE CONSTRAINT"),
            true);
    return WayOut.of("validate", step, new Repair.RunSql());
  }

  private static WayOut accept(Constraint constraint) {
    return WayOut.of(
        "accept",
        Step.record(
            "record that " + constraint.subject() + " stays as it is",
            Risk.MEDIUM,
            "what reads the data may not count on it"),
        new Repair.Accept());
  }
}
