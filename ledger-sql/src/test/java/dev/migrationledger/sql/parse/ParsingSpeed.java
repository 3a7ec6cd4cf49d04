package dev.migrationledger.sql.parse;

import dev.migrationledger.sql.wasm.PgQuery;
import dev.migrationledger.sql.wasm.PgQueryImage;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Prints what parsing costs: start, statements, memory; run by hand in a fresh JVM. */
final class ParsingSpeed {

  private static final String TYPICAL =
      "CREATE TABLE t%d (a int PRIMARY KEY, b text DEFAULT 'x', c numeric(10,2) NOT NULL CHECK (c > 0))";

  private ParsingSpeed() {}

  public static void main(String[] arguments) {
    long sinceStart =
        System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    long begin = System.nanoTime();
    try (PostgresSql sql = new PostgresSql()) {
      sql.parse(TYPICAL.formatted(0));
      System.out.printf(
          "first statement %d ms after main, which began %d ms after the JVM%n",
          millis(begin), sinceStart);
      for (int round = 1; round <= 6; round++) {
        statements(sql, round);
      }
    }
    memory();
  }

  private static void statements(PostgresSql sql, int round) {
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      script.append(TYPICAL.formatted(round * 10_000 + i)).append(";\n");
    }
    String text = script.toString();
    long begin = System.nanoTime();
    long processorBegin = processor();
    sql.parse(text);
    System.out.printf(
        "round %d: %.3f ms a statement, %.3f ms of processor%n",
        round, millis(begin) / 2000.0, (processor() - processorBegin) / 2000.0 / 1e6);
  }

  private static void memory() {
    PgQueryImage image = PgQueryImage.load();
    List<PgQuery> kept = new ArrayList<>();
    long before = used();
    for (int i = 0; i < 4; i++) {
      PgQuery parser = image.newParser();
      parser.parse("SELECT 1".getBytes(StandardCharsets.UTF_8));
      kept.add(parser);
    }
    System.out.printf("%.1f MiB a parser%n", (used() - before) / kept.size() / 1024.0 / 1024.0);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static long processor() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long millis(long begin) {
    return (System.nanoTime() - begin) / 1_000_000;
  }
}
