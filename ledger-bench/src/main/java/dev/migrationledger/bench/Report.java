package dev.migrationledger.bench;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints each row as a table of its own, in Markdown, with the goals under it. */
final class Report {

  private final PrintStream out;
  private final Map<String, Double> perScript = new HashMap<>();
  private int missed;

  Report(PrintStream out) {
    this.out = out;
  }

  /** How many goals were missed. */
  int missed() {
    return missed;
  }

  void print(Row row, Map<Contestant, Series> measured) {
    line("### %s: %s %s", row.name(), words(row.action()), row.workload().words());
    out.println();
    out.println("| | median s | min–max s | × bare JDBC | peak MB |");
    out.println("|---|---:|---:|---:|---:|");
    var floor = floor(measured);
    measured.forEach((contestant, series) -> print(contestant, series, floor));
    out.println();
    if (!row.note().isEmpty()) {
      line("Left out: %s.%n", row.note());
    }
    for (var contestant : List.of(Contestant.LEDGER, Contestant.LEDGER_GIT)) {
      var series = measured.get(contestant);
      if (series != null && !series.isEmpty()) {
        row.goals().forEach(goal -> judge(goal, contestant, series, row, measured));
      }
    }
    var ledger = measured.get(Contestant.LEDGER);
    if (ledger != null && !ledger.isEmpty()) {
      perScript.put(row.name(), ledger.median() / row.workload().scripts());
    }
    out.println();
  }

  /** A table of what was measured side by side. */
  void beside(String title, String floor, Map<String, Series> measured, Map<String, Double> goals) {
    line("### %s", title);
    out.println();
    line("| | median s | min–max s | × %s | peak MB |", floor);
    out.println("|---|---:|---:|---:|---:|");
    var least = measured.get(floor).median();
    measured.forEach((name, series) ->
        line(
            "| %s | %.3f | %.3f–%.3f | %.2f | %d |",
            name,
            series.median(),
            series.least(),
            series.most(),
            series.median() / least,
            series.peakMb()));
    out.println();
    measured.forEach((name, series) -> {
      var goal = goals.get(name);
      if (goal != null) {
        verdict(
            series.median() / least, goal, "%s: %%.2f × %s, goal ≤ %%s ×".formatted(name, floor));
      }
    });
    out.println();
  }

  /** Events; seconds to append, replay and rebuild; rows; seconds of the bare copy. */
  void replay(String row, double[] n) {
    line("### %s: %,.0f events of 200 targets", row, n[0]);
    out.println();
    line("Appended in %.1f s: %,.0f events/s.", n[1], n[0] / n[1]);
    line("Replayed in %.1f s: %,.0f events/s, goal ≥ 40,000.", n[2], n[0] / n[2]);
    line("Rebuilt beside them and compared in %.1f s: %,.0f events/s.", n[3], n[0] / n[3]);
    line("Bare copy of the same %,.0f rows in %.1f s: %,.0f events/s.", n[4], n[5], n[0] / n[5]);
    missed += n[0] / n[2] < 40_000 ? 1 : 0;
    out.println();
  }

  /** A line for each address: name, and milliseconds of median, p99, slowest, bare SQL's p99. */
  void answers(String said) {
    out.println("| eight clients | median ms | p99 ms | slowest ms | bare SQL, p99 ms | goal |");
    out.println("|---|---:|---:|---:|---:|---|");
    for (var answer : said.strip().lines().toList()) {
      var cells = List.of(answer.split("\\|", -1));
      double goal = cells.getFirst().startsWith("ask: ") ? 50 : 100;
      boolean met = !cells.get(2).isEmpty() && Double.parseDouble(cells.get(2)) < goal;
      missed += met ? 0 : 1;
      line("| %s | < %.0f: %s |", String.join(" | ", cells), goal, met ? "met" : "**missed**");
    }
    out.println();
  }

  /** The parser's own numbers: seconds to load, milliseconds a statement. */
  void parser(double load, double warm) {
    line("### parser: PostgreSQL's parser by itself, with -Xmx128m");
    out.println();
    verdict(load, 0.4, "first statement after %.2f s, goal ≤ %s s");
    verdict(warm, 0.3, "then %.3f ms a statement, goal ≤ %s ms");
    out.println();
  }

  private static String words(Action action) {
    return switch (action) {
      case MIGRATE -> "applying";
      case NO_OP -> "nothing to do after";
      case STATUS -> "asking for the state after";
      case VERSION -> "asking for the version, not for";
      case GRAPH -> "analysing and ordering";
    };
  }

  private static double floor(Map<Contestant, Series> measured) {
    for (var contestant : List.of(Contestant.JDBC, Contestant.JDBC_BATCHED)) {
      var series = measured.get(contestant);
      if (series != null && !series.isEmpty()) {
        return series.median();
      }
    }
    return 0;
  }

  private void print(Contestant contestant, Series series, double floor) {
    if (series.isEmpty()) {
      line("| %s | – | %s | | |", contestant.words(), reason(series));
      return;
    }
    line(
        "| %s | %.3f | %.3f–%.3f | %s | %s |",
        contestant.words(),
        series.median(),
        series.least(),
        series.most(),
        floor == 0 ? "" : "%.2f".formatted(series.median() / floor),
        series.peakMb() == 0 ? "" : Long.toString(series.peakMb()));
  }

  private static String reason(Series series) {
    var failure = series.failure().replace('|', '/').replace('\n', ' ');
    return failure.isEmpty() ? "not measured" : failure;
  }

  private void judge(
      Goal goal, Contestant contestant, Series series, Row row, Map<Contestant, Series> measured) {
    switch (goal) {
      case Goal.Ratio(var floor, var limit) -> {
        var other = measured.get(floor);
        if (other == null || other.isEmpty()) {
          line("- ?: %s beside %s, which was not measured", contestant.words(), floor.words());
        } else {
          verdict(
              series.median() / other.median(),
              limit,
              "%s: %%.2f × %s, goal ≤ %%s ×".formatted(contestant.words(), floor.words()));
        }
      }
      case Goal.Seconds(var limit) ->
          verdict(series.median(), limit, contestant.words() + ": %.2f s, goal ≤ %s s");
      case Goal.Memory(var limit) ->
          verdict(series.peakMb(), limit, contestant.words() + ": %.0f MB resident, goal ≤ %s MB");
      case Goal.Linear(var other, var limit) -> {
        var before = perScript.get(other);
        if (before != null) {
          verdict(
              series.median() / row.workload().scripts() / before,
              limit,
              contestant.words() + ": a script costs %.2f × one of " + other + ", goal ≤ %s ×");
        }
      }
    }
  }

  private void verdict(double value, double limit, String words) {
    boolean pass = value <= limit;
    missed += pass ? 0 : 1;
    var goal = limit == Math.rint(limit) ? Long.toString((long) limit) : Double.toString(limit);
    line("- %s %s", pass ? "PASS" : "MISS", String.format(Locale.ROOT, words, value, goal));
  }

  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
