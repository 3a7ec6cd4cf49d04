package dev.migrationledger.sql;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Prints the speed of reading beside its floor, SHA-256 of the same bytes; run by hand. */
final class ReadingSpeed {

  private ReadingSpeed() {}

  public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
    byte[] inserts = inserts();
    byte[] copy = copy();
    for (int round = 1; round <= 6; round++) {
      long start = System.nanoTime();
      MessageDigest.getInstance("SHA-256").digest(inserts);
      long hashed = System.nanoTime();
      int statements = read(inserts);
      long read = System.nanoTime();
      int copies = read(copy);
      long copied = System.nanoTime();
      System.out.printf(
          "round %d: SHA-256 %s; %,d statements %s; %d COPY %s%n",
          round,
          speed(inserts.length, hashed - start),
          statements,
          speed(inserts.length, read - hashed),
          copies,
          speed(copy.length, copied - read));
    }
  }

  private static int read(byte[] script) throws IOException {
    int statements = 0;
    try (StatementReader reader = StatementReader.of(new ByteArrayInputStream(script))) {
      while (reader.next() != null) {
        statements++;
      }
    }
    return statements;
  }

  private static byte[] inserts() {
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < 411_864; i++) {
      script
          .append("INSERT INTO orders (id, customer, note, total) VALUES (")
          .append(i)
          .append(", 'customer ")
          .append(i % 1000)
          .append("', 'a note of some words, it''s short', ")
          .append(i * 7L % 10_000)
          .append(".50);\n");
    }
    return script.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] copy() {
    String line = "4711\tcustomer\ta note of some words\t12.50\n";
    String script = "COPY orders FROM STDIN;\n" + line.repeat(1_200_000) + "\\.\n";
    return script.getBytes(StandardCharsets.UTF_8);
  }

  private static String speed(long bytes, long nanoseconds) {
    return "%.2f s (%.0f MB/s)".formatted(nanoseconds / 1e9, bytes * 1e3 / nanoseconds);
  }
}
