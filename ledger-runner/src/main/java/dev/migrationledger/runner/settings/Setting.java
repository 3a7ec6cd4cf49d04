package dev.migrationledger.runner.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A setting, and the names it goes by. */
public enum Setting {
  URL("url", "LEDGER_DATABASE_URL DATABASE_URL", ""),
  DIR("dir", "LEDGER_DIR", "migrations"),
  TARGET("target", "LEDGER_TARGET", ""),
  LEDGER_URL("ledger-url", "LEDGER_LEDGER_URL", ""),
  LEDGER("ledger", "LEDGER_LEDGER", ""),
  ENVIRONMENT("environment", "LEDGER_ENVIRONMENT", ""),
  NAMING("naming", "LEDGER_NAMING", "ledger"),
  LOCK_TIMEOUT("lock-timeout", "LEDGER_LOCK_TIMEOUT", "5s"),
  STATEMENT_TIMEOUT("statement-timeout", "LEDGER_STATEMENT_TIMEOUT", "0"),
  LOCK_WAIT("lock-wait", "LEDGER_LOCK_WAIT", "60s"),
  COSMETIC_EDITS("cosmetic-edits", "LEDGER_COSMETIC_EDITS", "allow"),
  DRIFT_EVERY("drift-every", "LEDGER_DRIFT_EVERY", "0"),
  LOG_FORMAT("log-format", "LEDGER_LOG_FORMAT", "text"),
  OIDC_ISSUER("oidc-issuer", "LEDGER_OIDC_ISSUER", ""),
  OIDC_AUDIENCE("oidc-audience", "LEDGER_OIDC_AUDIENCE", ""),
  OIDC_KEYS("oidc-keys", "LEDGER_OIDC_KEYS", ""),
  OIDC_CLAIM("oidc-claim", "LEDGER_OIDC_CLAIM", "scope"),
  OIDC_GRANTS("oidc-grants", "LEDGER_OIDC_GRANTS", ""),
  OIDC_CLIENT("oidc-client", "LEDGER_OIDC_CLIENT", ""),
  OIDC_CLIENT_SECRET("oidc-client-secret", "LEDGER_OIDC_CLIENT_SECRET", ""),
  OIDC_SCOPES("oidc-scopes", "LEDGER_OIDC_SCOPES", "openid profile email"),
  TRUSTED_PROXIES("trusted-proxies", "LEDGER_TRUSTED_PROXIES", ""),
  PUBLIC_ADDRESS("public-address", "LEDGER_PUBLIC_ADDRESS", ""),
  CONTRACT("contract", "LEDGER_CONTRACT", ""),
  ACTOR("actor", "LEDGER_ACTOR", "");

  private final String key;
  private final String variables;
  private final String fallback;

  Setting(String key, String variables, String fallback) {
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
    return List.of(variables.split(" ", -1));
  }

  /** Its value when nobody says anything; may be empty. */
  public String fallback() {
    return fallback;
  }

  /** Whether it is kept out of files that are committed, and out of messages. */
  boolean isSecret() {
    return this == OIDC_CLIENT_SECRET;
  }

  /** Whether it may be a list in {@code ledger.yaml}. */
  boolean isList() {
    return this == TRUSTED_PROXIES || this == OIDC_SCOPES;
  }

  static Optional<Setting> byKey(String key) {
    return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
  }
}
