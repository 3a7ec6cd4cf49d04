package dev.migrationledger.runner.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {

  @TempDir Path folder;

  @Test
  void an_option_beats_a_variable_beats_the_file_beats_the_default() throws IOException {
    Files.writeString(folder.resolve("ledger.yaml"), "target: file\ndir: sql\nlock-wait: 2min\n");
    var variables = Map.of("LEDGER_TARGET", "variable", "LEDGER_DIR", "db");

    var settings = Settings.resolve(Map.of(Setting.TARGET, "option"), variables, folder);

    assertThat(settings.text(Setting.TARGET)).isEqualTo("option");
    assertThat(settings.text(Setting.DIR)).isEqualTo("db");
    assertThat(settings.duration(Setting.LOCK_WAIT)).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.duration(Setting.LOCK_TIMEOUT)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void everything_that_cannot_be_understood_is_said_at_once() throws IOException {
    Files.writeString(folder.resolve("ledger.yaml"), "colour: red\ndir: [a, b]\nnaming: rails\n");
    var options = Map.of(Setting.LOCK_WAIT, "soon", Setting.ENVIRONMENT, "moon");

    assertThatThrownBy(() -> Settings.resolve(options, Map.of(), folder))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("has the unknown setting \"colour\"")
        .hasMessageContaining("\"dir\" needs one plain value")
        .hasMessageContaining("naming is \"rails\"; it is one of ledger, timestamp and flyway")
        .hasMessageContaining("lock-wait is \"soon\"; write a number with ms, s, min or h, e.g. 5s")
        .hasMessageContaining("environment is \"moon\"");
  }
}
