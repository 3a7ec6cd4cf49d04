package dev.migrationledger.bench;

/** Who is measured: floors, the ledger, peers. */
enum Contestant {
  PSQL("psql"),
  JDBC("bare JDBC"),
  JDBC_BATCHED("bare JDBC, batches of 500"),
  SHA256("SHA-256 alone"),
  LEDGER("ledger"),
  LEDGER_GIT("ledger, in a git folder"),
  FLYWAY_API("Flyway, API"),
  FLYWAY_CLI("Flyway, CLI"),
  LIQUIBASE("Liquibase, API"),
  MYBATIS("MyBatis Migrations, CLI");

  private final String words;

  Contestant(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  boolean isLedger() {
    return this == LEDGER || this == LEDGER_GIT;
  }
}
