package dev.migrationledger.runner.source;

import dev.migrationledger.domain.script.Version;
import java.util.Optional;
import java.util.regex.Pattern;

/** How migration files are named. */
public enum Naming {
  /** {@code 0031_add_orders.sql}: the default. */
  LEDGER("^(\\d{4})_[a-z0-9_]+$", "NNNN_lower_case_words.sql, e.g. 0031_add_orders.sql"),
  /** {@code 20261121113000_add_orders.sql}: 8 to 17 digits. */
  TIMESTAMP(
      "^(\\d{8,17})_[a-z0-9_]+$", "YYYYMMDDhhmmss_lower_case_words.sql, e.g. 20261121113000_x.sql"),
  /** {@code V31__add_orders.sql}; only whole numbers, no repeatable scripts. */
  FLYWAY("^V(\\d{1,17})__[A-Za-z0-9_]+$", "V<number>__words.sql, e.g. V31__add_orders.sql");

  private static final String SQL = ".sql";
  private static final String DOWN = ".down.sql";
  private static final String RETIRED = ".sql.retired";

  private final Pattern stem;
  private final String rule;

  Naming(String stem, String rule) {
    this.stem = Pattern.compile(stem);
    this.rule = rule;
  }

  /** The rule in words, with an example. */
  public String rule() {
    return rule;
  }

  /** The file name a retired migration gets. */
  public static String retiredName(String file) {
    return file + ".retired";
  }

  /** The file name a retired migration had. */
  public static String activeName(String retired) {
    return retired.substring(0, retired.length() - ".retired".length());
  }

  Role roleOf(String name) {
    if (name.endsWith(RETIRED)) {
      return Role.RETIRED;
    }
    if (name.endsWith(DOWN)) {
      return Role.DOWN;
    }
    return name.endsWith(SQL) ? Role.MIGRATION : Role.OTHER;
  }

  Optional<Version> versionOf(String name) {
    var base =
        switch (roleOf(name)) {
          case RETIRED -> cut(name, RETIRED);
          case DOWN -> cut(name, DOWN);
          case MIGRATION -> cut(name, SQL);
          case OTHER -> "";
        };
    var matcher = stem.matcher(base);
    return matcher.matches() ? Optional.of(new Version(matcher.group(1))) : Optional.empty();
  }

  private static String cut(String name, String suffix) {
    return name.substring(0, name.length() - suffix.length());
  }

  /** What a file's ending says it is. */
  enum Role {
    MIGRATION,
    DOWN,
    RETIRED,
    OTHER
  }
}
