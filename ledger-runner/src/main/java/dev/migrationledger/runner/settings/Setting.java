package dev.migrationledger.runner.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A setting, and the names it goes by. */
public enum Setting {
  URL("url", List.of("LEDGER_DATABASE_URL", "DATABASE_URL"), ""),
  DIR("dir", List.of("LEDGER_DIR"), "migrations"),
  TARGET("target", List.of("LEDGER_TARGET"), ""),
  LEDGER_URL("ledger-url", List.of("LEDGER_LEDGER_URL"), ""),
  ENVIRONMENT("environment", List.of("LEDGER_ENVIRONMENT"), ""),
  NAMING("naming", List.of("LEDGER_NAMING"), "ledger"),
  LOCK_TIMEOUT("lock-timeout", List.of("LEDGER_LOCK_TIMEOUT"), "5s"),
  STATEMENT_TIMEOUT("statement-timeout", List.of("LEDGER_STATEMENT_TIMEOUT"), "0"),
  LOCK_WAIT("lock-wait", List.of("LEDGER_LOCK_WAIT"), "60s"),
  ACTOR("actor", List.of("LEDGER_ACTOR"), "");

  private final String key;
  private final List<String> variables;
  private final String fallback;

  Setting(String key, List<String> variables, String fallback) {
    this.key = key;
    this.variables = variables;
    this.fallback = fallback;
  }

  /** Its key in {@code ledger.yaml} and, with two dashes before it, its option. */
  public String key() {
    return key;
  }

  /** The environment variables it is read from, the first one that is set wins. */
  public List<String> variables() {
    return variables;
  }

  /** Its value when nobody says anything; may be empty. */
  public String fallback() {
    return fallback;
  }

  static Optional<Setting> byKey(String key) {
    return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
  }
}
