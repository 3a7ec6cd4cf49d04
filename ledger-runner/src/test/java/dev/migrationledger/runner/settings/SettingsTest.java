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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    var file = folder.resolve("ledger.yaml");
    Files.writeString(file, "colour: red\ndir: [a, b]\nnaming: rails\n");
    var options = Map.of(Setting.LOCK_WAIT, "soon");
    var variables = Map.of("LEDGER_ENVIRONMENT", "moon", "LEDGER_COSMETIC_EDITS", "maybe");

    assertThatThrownBy(() -> Settings.resolve(options, variables, folder))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining(
            "CONFIG-002 " + file + ":1:1 has the unknown setting \"colour\"; there")
        .hasMessageContaining("CONFIG-003 " + file + ":2:6 gives \"dir\" no plain value")
        .hasMessageContaining(
            "CONFIG-003 naming in ledger.yaml is \"rails\"; it is one of ledger, timestamp and flyway")
        .hasMessageContaining(
            "CONFIG-003 --lock-wait is \"soon\"; write a number with ms, s, min or h, e.g. 5s")
        .hasMessageContaining("CONFIG-003 LEDGER_ENVIRONMENT is \"moon\"")
        .hasMessageContaining(
            "CONFIG-003 LEDGER_COSMETIC_EDITS is \"maybe\"; it is allow or refuse")
        .hasMessageEndingWith("Nothing was run.");
  }

  @Test
  void proxies_are_addresses_and_networks() {
    var settings = proxies("127.0.0.1, 10.1.2.0/24  2001:db8::/32 ::1");

    assertThat(settings.trustedProxies())
        .containsExactly("127.0.0.1/32", "10.1.2.0/24", "2001:db8::/32", "::1/128");
    assertThat(proxies("").trustedProxies()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy.example",
        "10.1.2",
        "10.1.2.0/33",
        "10.1.2.300",
        "::1/129",
        "fe80::1%eth0",
        "1:2:3",
        "10.0.0.0/",
        "10.0.0.0/8/8",
        "10\\..*",
        "10.0.0.0/-1"
      })
  void what_is_no_network_is_no_proxy(String text) {
    assertThatThrownBy(() -> proxies("127.0.0.1 " + text))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("CONFIG-003 LEDGER_TRUSTED_PROXIES")
        .hasMessageContaining("\"" + text + "\" is no address and no network");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0", "128.0.0.0/1", "8000::/6"})
  void everybody_is_no_proxy(String text) {
    assertThatThrownBy(() -> proxies(text))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("is nearly everybody");
  }

  @Test
  void every_network_that_is_none_is_named() {
    assertThatThrownBy(() -> proxies("proxy.example 127.0.0.1 0.0.0.0/0"))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("\"proxy.example\" is no address")
        .hasMessageContaining("\"0.0.0.0/0\" is nearly everybody");
  }

  @Test
  void proxies_may_be_a_list_in_the_file() throws IOException {
    Files.writeString(folder.resolve("ledger.yaml"), "trusted-proxies: [127.0.0.1, 10.0.0.0/8]\n");

    assertThat(Settings.resolve(Map.of(), Map.of(), folder).trustedProxies())
        .containsExactly("127.0.0.1/32", "10.0.0.0/8");

    Files.writeString(folder.resolve("ledger.yaml"), "trusted-proxies: [[127.0.0.1]]\n");
    assertThatThrownBy(() -> Settings.resolve(Map.of(), Map.of(), folder))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining(":1:18 gives \"trusted-proxies\" no plain value");
  }

  private Settings proxies(String text) {
    return Settings.resolve(Map.of(), Map.of("LEDGER_TRUSTED_PROXIES", text), folder);
  }

  @Test
  void a_secret_in_the_file_is_refused_without_being_shown() throws IOException {
    var file = folder.resolve("ledger.yaml");
    Files.writeString(file, "dir: sql\noidc-client-secret: hunter2\n");

    assertThatThrownBy(() -> Settings.resolve(Map.of(), Map.of(), folder))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("CONFIG-003 " + file + ":2:1 holds \"oidc-client-secret\"")
        .hasMessageContaining("set LEDGER_OIDC_CLIENT_SECRET instead")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void a_login_at_an_issuer_is_checked_before_anything_starts() {
    var variables =
        Map.of(
            "LEDGER_OIDC_CLIENT_SECRET",
            "hunter2",
            "LEDGER_OIDC_SCOPES",
            "email",
            "LEDGER_PUBLIC_ADDRESS",
            "https://ledger.example/ledger");

    assertThatThrownBy(() -> Settings.resolve(Map.of(), variables, folder))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("name the client that the secret belongs to")
        .hasMessageContaining("openid has to be among them")
        .hasMessageContaining("LEDGER_PUBLIC_ADDRESS is \"https://ledger.example/ledger\"")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(
            () -> Settings.resolve(Map.of(), Map.of("LEDGER_OIDC_CLIENT", "ledger"), folder))
        .hasMessageContaining("name the issuer that knows it, in oidc-issuer");
  }

  @Test
  void a_file_that_is_not_yaml_is_named_with_the_line() throws IOException {
    Files.writeString(folder.resolve("ledger.yaml"), "dir: migrations\ntarget: [a\n");

    assertThatThrownBy(() -> Settings.resolve(Map.of(), Map.of(), folder))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageStartingWith("CONFIG-001 " + folder.resolve("ledger.yaml") + " is not YAML: ")
        .hasMessageContaining("line 3");
  }

  @Test
  void an_empty_file_says_nothing() throws IOException {
    Files.writeString(folder.resolve("ledger.yaml"), "# nothing yet\n");

    assertThat(Settings.resolve(Map.of(), Map.of(), folder).text(Setting.DIR))
        .isEqualTo("migrations");
  }
}
