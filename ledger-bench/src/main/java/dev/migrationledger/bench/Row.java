package dev.migrationledger.bench;

import static dev.migrationledger.bench.Contestant.FLYWAY_API;
import static dev.migrationledger.bench.Contestant.FLYWAY_CLI;
import static dev.migrationledger.bench.Contestant.JDBC;
import static dev.migrationledger.bench.Contestant.JDBC_BATCHED;
import static dev.migrationledger.bench.Contestant.LEDGER;
import static dev.migrationledger.bench.Contestant.LEDGER_GIT;
import static dev.migrationledger.bench.Contestant.LIQUIBASE;
import static dev.migrationledger.bench.Contestant.MYBATIS;
import static dev.migrationledger.bench.Contestant.PSQL;
import static dev.migrationledger.bench.Contestant.SHA256;

import java.util.List;
import java.util.stream.Stream;

/**
 * One line of the table.
 *
 * @param note who is left out, and why; may be empty
 */
record Row(
    String name,
    Action action,
    Workload workload,
    int repetitions,
    List<Contestant> contestants,
    List<Goal> goals,
    String note) {

  private static final Goal ORDINARY_MEMORY = new Goal.Memory(200);
  private static final Goal LARGE_MEMORY = new Goal.Memory(256);

  private static final List<Contestant> ALL =
      List.of(PSQL, JDBC, LEDGER, LEDGER_GIT, FLYWAY_API, FLYWAY_CLI, LIQUIBASE, MYBATIS);

  private static final List<Contestant> CHECKING =
      List.of(PSQL, JDBC, SHA256, LEDGER, LEDGER_GIT, FLYWAY_API, FLYWAY_CLI, LIQUIBASE, MYBATIS);

  Row {
    contestants = List.copyOf(contestants);
    goals = List.copyOf(goals);
  }

  /** All rows, in the order they are run. */
  static List<Row> all() {
    return Stream.of(ordinary(), large(), many(), analysed()).flatMap(List::stream).toList();
  }

  private static List<Row> analysed() {
    var others = "nobody else derives dependencies from SQL; with -Xmx128m";
    return List.of(
        new Row(
            "graph-1000",
            Action.GRAPH,
            Workload.RELATED_1000,
            5,
            List.of(LEDGER),
            List.of(new Goal.Seconds(3)),
            others),
        new Row(
            "graph-10000",
            Action.GRAPH,
            Workload.RELATED_10000,
            3,
            List.of(LEDGER),
            List.of(new Goal.Seconds(15), new Goal.Linear("graph-1000", 1.1)),
            others));
  }

  private static List<Row> ordinary() {
    return List.of(
        row("start", Action.STATUS, Workload.SMALL_10, 7, ALL, answerGoals()),
        new Row(
            "version",
            Action.VERSION,
            Workload.SMALL_10,
            7,
            List.of(LEDGER, FLYWAY_CLI),
            List.of(),
            "only what has a command line with such a question"),
        row("migrate-100", Action.MIGRATE, Workload.SMALL_100, 7, ALL, applyGoals(1.8)),
        row("migrate-1000", Action.MIGRATE, Workload.SMALL_1000, 5, ALL, applyGoals(1.5)),
        row("no-op-1000", Action.NO_OP, Workload.SMALL_1000, 7, CHECKING, applyGoals(2.5)),
        row("status-1000", Action.STATUS, Workload.SMALL_1000, 7, ALL, answerGoals()));
  }

  private static List<Row> large() {
    return List.of(
        row("multi-row-50mb", Action.MIGRATE, Workload.MULTI_ROW, 3, LARGE, largeGoals(JDBC, 1.3)),
        new Row(
            "single-rows-50mb",
            Action.MIGRATE,
            Workload.SINGLE_ROWS,
            3,
            List.of(JDBC_BATCHED, LEDGER),
            largeGoals(JDBC_BATCHED, 1.5),
            "psql, Flyway: 45 to 50 s, a round trip a statement; Liquibase and MyBatis do not end"));
  }

  private static List<Row> many() {
    return List.of(
        row("migrate-tiny-1000", Action.MIGRATE, Workload.TINY_1000, 3, FEW, applyGoals(2)),
        new Row(
            "migrate-tiny-10000",
            Action.MIGRATE,
            Workload.TINY_10000,
            3,
            FEW,
            List.of(
                new Goal.Ratio(JDBC, 2), new Goal.Linear("migrate-tiny-1000", 1.3), LARGE_MEMORY),
            "Flyway needs minutes (its time is quadratic); Liquibase is left out for time"),
        new Row(
            "no-op-10000",
            Action.NO_OP,
            Workload.TINY_10000,
            5,
            List.of(PSQL, JDBC, SHA256, LEDGER, LEDGER_GIT),
            List.of(new Goal.Ratio(JDBC, 2.5), LARGE_MEMORY),
            "peers are left out: they would have to apply the 10,000 first"));
  }

  private static final List<Contestant> FEW = List.of(PSQL, JDBC, LEDGER, LEDGER_GIT, MYBATIS);

  private static final List<Contestant> LARGE =
      List.of(PSQL, JDBC, JDBC_BATCHED, LEDGER, FLYWAY_API, MYBATIS);

  private static Row row(
      String name,
      Action action,
      Workload workload,
      int repetitions,
      List<Contestant> contestants,
      List<Goal> goals) {
    return new Row(name, action, workload, repetitions, contestants, goals, "");
  }

  private static List<Goal> applyGoals(double limit) {
    return List.of(new Goal.Ratio(JDBC, limit), ORDINARY_MEMORY);
  }

  private static List<Goal> answerGoals() {
    return List.of(
        new Goal.Ratio(FLYWAY_CLI, 0.6), new Goal.Ratio(FLYWAY_API, 0.6), ORDINARY_MEMORY);
  }

  private static List<Goal> largeGoals(Contestant floor, double limit) {
    return List.of(new Goal.Ratio(floor, limit), LARGE_MEMORY);
  }

  int repetitions(boolean quick) {
    return quick ? Math.min(repetitions, repetitions > 5 ? 3 : 1) : repetitions;
  }
}
