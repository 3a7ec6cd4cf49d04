package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoCommandTest {

  @TempDir Path folder;

  @Test
  void the_story_ends_with_the_answers() {
    var out = new StringWriter();
    var err = new StringWriter();
    var console = new Console(new PrintWriter(out), new PrintWriter(err), false, Map.of());

    var status = LedgerCli.run(console, Map.of(), folder, "demo");

    assertThat(status).as(out + "\n" + err).isZero();
    assertThat(out.toString())
        .contains("ORDER-003 error  0007_password_rehash.sql:6:8: ")
        .contains("has \"password\", not \"password_hash\"")
        .contains("(set aside: both ran on staging)")
        .contains("failed: 42703 column \"password_hash\" does not exist")
        .contains("Marco Ruiz")
        .contains("21 of 32 migrations")
        .contains("intact")
        .contains("$ ledger migrate");
  }
}
