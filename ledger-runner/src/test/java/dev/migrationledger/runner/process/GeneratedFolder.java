package dev.migrationledger.runner.process;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A random folder of migrations, and how somebody works until all of it is applied. What stands
 * outside a transaction may be repeated, as the authoring guide asks.
 */
record GeneratedFolder(List<Kind> kinds) {

  private static final Pattern FAILED = Pattern.compile("1 failed \\(([0-9]{4})\\)");
  private static final Pattern HALF_WAY =
      Pattern.compile("ledger recover ([0-9]{4})|([0-9]{4}) stopped half-way");
  private static final int PATIENCE = 20;

  GeneratedFolder {
    kinds = List.copyOf(kinds);
  }

  private enum Kind {
    TRANSACTIONAL,
    STEPWISE,
    TRANSACTIONAL_WRONG_AT_FIRST,
    STEPWISE_WRONG_AT_FIRST
  }

  static GeneratedFolder random(RandomGenerator random) {
    var kinds = new ArrayList<Kind>();
    var n = random.nextInt(2, 6);
    for (var i = 0; i < n; i++) {
      var right = random.nextInt(3) > 0;
      var together = random.nextBoolean();
      kinds.add(
          together
              ? (right ? Kind.TRANSACTIONAL : Kind.TRANSACTIONAL_WRONG_AT_FIRST)
              : (right ? Kind.STEPWISE : Kind.STEPWISE_WRONG_AT_FIRST));
    }
    return new GeneratedFolder(kinds);
  }

  int size() {
    return kinds.size();
  }

  void write(Site site) {
    for (var i = 1; i <= kinds.size(); i++) {
      write(site, i, false);
    }
  }

  private void write(Site site, int i, boolean corrected) {
    var kind = kinds.get(i - 1);
    var number = "%04d".formatted(i);
    var wrong =
        !corrected
                && (kind == Kind.TRANSACTIONAL_WRONG_AT_FIRST
                    || kind == Kind.STEPWISE_WRONG_AT_FIRST)
            ? "SELECT 'wrong'::int FROM ran;\n"
            : "";
    var text =
        switch (kind) {
          case TRANSACTIONAL, TRANSACTIONAL_WRONG_AT_FIRST ->
              """
              CREATE TABLE t%1$s (id bigint PRIMARY KEY, note text NOT NULL DEFAULT 'x');
              INSERT INTO ran VALUES ('%1$s');
              %2$sCREATE VIEW v%1$s AS SELECT id FROM t%1$s;
              """;
          case STEPWISE, STEPWISE_WRONG_AT_FIRST ->
              """
              -- TRANSACTION: none
              %2$sCREATE TABLE t%1$s (id bigint);
              CREATE INDEX CONCURRENTLY i%1$s ON t%1$s (id);
              INSERT INTO ran VALUES ('%1$s');
              """;
        };
    site.write(number + "_step.sql", text.formatted(number, wrong));
  }

  /** Runs, corrects what is wrong, recovers what stopped half-way, until nothing is left. */
  void finish(Site site, String about) {
    var ended = site.run("migrate");
    for (var i = 0; ended.status() != 0; i++) {
      if (i == PATIENCE) {
        throw new AssertionError(about + " never ended: " + ended.text());
      }
      var halfWay = HALF_WAY.matcher(ended.text());
      var failed = FAILED.matcher(ended.text());
      if (halfWay.find()) {
        var version = halfWay.group(1) == null ? halfWay.group(2) : halfWay.group(1);
        site.run("recover", version, "--reason", "crash", "--yes");
      } else if (failed.find()) {
        write(site, Integer.parseInt(failed.group(1)), true);
      }
      ended = site.run("migrate");
    }
  }
}
