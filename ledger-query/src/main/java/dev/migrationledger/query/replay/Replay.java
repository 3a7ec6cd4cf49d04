package dev.migrationledger.query.replay;

import dev.migrationledger.query.projection.Installation;
import dev.migrationledger.query.projection.Positions;
import dev.migrationledger.query.projection.Projector;
import dev.migrationledger.query.projection.ReadModel;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Table;
import dev.migrationledger.query.projection.Transactions;
import dev.migrationledger.store.failure.SqlFailures;
import dev.migrationledger.store.log.EventLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Replays the log beside the read models. */
public final class Replay {

  private static final long REBUILD_LOCK = 0x4c65_6467_6572_3033L;
  private static final String NEW = "_new";
  private static final long NOWHERE = Long.MIN_VALUE;

  /** From so many events on it is worth while to fill an empty read model beside the live one. */
  private static final long LONG = 10L * Projector.BATCH;

  private static final String MAY_MAKE_TABLES =
      "SELECT pg_catalog.has_schema_privilege('ledger', 'CREATE') AND bool_and("
          + "pg_catalog.pg_has_role(r.relowner, 'USAGE')) FROM pg_catalog.pg_class r"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace"
          + " JOIN ledger.projection_position p ON p.projection = r.relname"
          + " WHERE n.nspname = 'ledger'";

  private final EventLog log;
  private final List<ReadModel> models;
  private final long budget;

  public Replay(EventLog log, List<ReadModel> models) {
    this(log, models, Fill.affordable());
  }

  /**
   * Replays a log.
   *
   * @param budget how many bytes of rows may be kept in memory; beyond that it takes longer
   */
  public Replay(EventLog log, List<ReadModel> models, long budget) {
    this.log = log;
    this.models = List.copyOf(models);
    this.budget = budget;
  }

  /**
   * Compares every read model with a replay into temporary tables, at one moment and without
   * stopping anybody.
   *
   * @param c a connection outside a transaction
   */
  public List<ProjectionCheck> check(Connection c) {
    return Transactions.reading(
        c,
        models,
        () -> {
          var positions = Positions.all(c);
          long head = log.size(c) - 1;
          replayed(c, positions, head);
          return models.stream()
              .map(model -> check(c, model, positions.getOrDefault(model.name(), NOWHERE), head))
              .toList();
        });
  }

  /** Replays once for all read models that have come to the same event: mostly all of them. */
  private void replayed(Connection c, Map<String, Long> positions, long head) {
    for (long position : Set.copyOf(positions.values())) {
      var those =
          models.stream()
              .filter(m -> positions.getOrDefault(m.name(), NOWHERE) == position)
              .toList();
      if (position <= head && !those.isEmpty()) {
        new Replay(log, those, budget).replay(c, "TEMPORARY", Replay::temporary, position);
      }
    }
  }

  private ProjectionCheck check(Connection c, ReadModel model, long position, long head) {
    if (position == NOWHERE || position > head) {
      return ProjectionCheck.misplaced(
          model.name(), position == NOWHERE ? Positions.NONE : position, head);
    }
    var place = temporary(model.table().live());
    var check = compare(c, model, place, position);
    Installation.run(c, List.of("DROP TABLE " + place));
    return check;
  }

  /** Makes tables and takes in what happened until an event. */
  private void replay(Connection c, String kind, UnaryOperator<String> place, long to) {
    for (var model : models) {
      Installation.run(c, List.of(model.table().bare(place.apply(model.table().live()), kind)));
    }
    long done = new Fill(log, models, place, budget).run(c, to);
    for (var model : models) {
      Installation.run(c, model.table().complete(place.apply(model.table().live())));
    }
    new Projector(log, models).replay(c, place, done + 1, to);
  }

  private static String temporary(String live) {
    return "pg_temp.replayed_" + live.substring(live.indexOf('.') + 1);
  }

  /**
   * Replays into new tables, compares, and puts them in the place of the live ones at one moment.
   * Those who project wait for the last part only; those who read never see a table half-way.
   *
   * @param c a connection outside a transaction
   */
  public RebuildAnswer rebuild(Connection c) {
    return Transactions.writing(
        c,
        () -> {
          lock(c);
          long last = filled(c);
          catchUp(c, Positions.lock(c, models), last);
          return switched(c, last);
        });
  }

  /**
   * Fills those read models anew that hold nothing while the log is long: beside the live tables,
   * with their indexes made at the end, and put in place at one moment. That takes a part of the
   * time that event after event takes. Does nothing for others, and for whoever may not make
   * tables.
   *
   * @param c a connection outside a transaction
   */
  public void fill(Connection c) {
    if (Positions.covered(c, models) > Positions.NONE || log.size(c) < LONG) {
      return;
    }
    Transactions.writing(
        c,
        () -> {
          lock(c);
          // another process may have filled them meanwhile
          var empty = new Replay(log, empty(c), budget);
          if (!empty.models.isEmpty() && mayMakeTables(c)) {
            long last = empty.filled(c);
            Transactions.lock(c, empty.models, "ACCESS EXCLUSIVE");
            empty.models.forEach(model -> put(c, model, last));
          }
          return true;
        });
  }

  private List<ReadModel> empty(Connection c) {
    var positions = Positions.all(c);
    return models.stream()
        .filter(model -> positions.getOrDefault(model.name(), 0L) == Positions.NONE)
        .toList();
  }

  private static boolean mayMakeTables(Connection c) {
    try (var statement = c.createStatement();
        var rows = statement.executeQuery(MAY_MAKE_TABLES)) {
      return rows.next() && rows.getBoolean(1);
    } catch (SQLException e) {
      throw SqlFailures.of(e, "look whether tables may be made", c);
    }
  }

  private static void lock(Connection c) {
    Installation.run(c, List.of("SELECT pg_catalog.pg_advisory_xact_lock(" + REBUILD_LOCK + ")"));
  }

  /** Makes tables beside the live ones; locks the positions, and returns what they come to. */
  private long filled(Connection c) {
    for (var model : models) {
      Installation.run(c, List.of("DROP TABLE IF EXISTS " + model.table().live() + NEW));
    }
    long replayed = log.size(c) - 1;
    replay(c, "", live -> live + NEW, replayed);
    Positions.lock(c, models);
    long last = log.size(c) - 1;
    new Projector(log, models).replay(c, live -> live + NEW, replayed + 1, last);
    return last;
  }

  /** Brings the live tables to the same event, so that only what differs differs. */
  private void catchUp(Connection c, Map<String, Long> positions, long last) {
    for (var model : models) {
      long position = positions.getOrDefault(model.name(), Positions.NONE);
      new Projector(log, List.of(model)).replay(c, live -> live, position + 1, last);
    }
  }

  private RebuildAnswer switched(Connection c, long last) {
    Transactions.lock(c, models, "ACCESS EXCLUSIVE");
    var checks = new ArrayList<ProjectionCheck>();
    for (var model : models) {
      checks.add(compare(c, model, model.table().live() + NEW, last));
      put(c, model, last);
    }
    return new RebuildAnswer("ledger/rebuild/v1", "", last, checks);
  }

  private static void put(Connection c, ReadModel model, long last) {
    var table = model.table();
    Installation.run(c, List.of("DROP TABLE " + table.live()));
    Installation.run(c, table.rename(NEW));
    Installation.grant(c, table.live());
    Positions.reset(c, model, last);
  }

  private ProjectionCheck compare(Connection c, ReadModel model, String place, long position) {
    var result = Comparison.between(c, model.table(), place);
    if (result.first().isEmpty()) {
      return new ProjectionCheck(
          model.name(),
          result.rows(),
          true,
          result.digest(),
          result.digestReplayed(),
          List.of(),
          "",
          "",
          "",
          Positions.NONE);
    }
    var difference = result.first().get();
    int column = difference.column();
    return new ProjectionCheck(
        model.name(),
        result.rows(),
        false,
        result.digest(),
        result.digestReplayed(),
        difference.key(),
        column < 0 ? ProjectionCheck.ROW : model.table().columns().get(column).name(),
        value(model.table(), difference.stored(), column),
        value(model.table(), difference.replayed(), column),
        difference.replayed().isEmpty() ? Positions.NONE : cause(c, model, difference, position));
  }

  private static String value(Table table, Optional<Row> row, int column) {
    if (column < 0) {
      return row.isPresent() ? "there" : "missing";
    }
    return row.map(r -> r.text(table.columns().get(column))).orElse("");
  }

  /**
   * The last event that gave the column, or the row, the value the replay has. A row whose whole
   * key is a number is an event's own.
   */
  private long cause(
      Connection c, ReadModel model, Comparison.Difference difference, long position) {
    if (model.table().isOnePerEvent()) {
      return Long.parseLong(difference.key().getFirst());
    }
    var rows = Rows.inMemory(model.table());
    var projection = model.projection().apply(rows);
    var key = difference.key().toArray(String[]::new);
    Optional<String> before = Optional.empty();
    long cause = Positions.NONE;
    long next = 0;
    while (next <= position) {
      var events = log.read(c, next, (int) Math.min(Projector.BATCH, position - next + 1));
      if (events.isEmpty()) {
        break;
      }
      for (var event : events) {
        projection.on(event);
        var now = rows.find(key).map(r -> seen(model.table(), r, difference.column()));
        if (!now.equals(before)) {
          cause = event.index();
          before = now;
        }
      }
      next = events.getLast().index() + 1;
    }
    return cause;
  }

  private static String seen(Table table, Row row, int column) {
    return column < 0
        ? Arrays.toString(row.values())
        : String.valueOf(row.values()[column]) + row.isNull(table.columns().get(column));
  }
}
