package dev.migrationledger.sql;

import java.util.List;

/**
 * Tells a statement's kind from its leading tokens, in upper case.
 *
 * <p>{@code NON_TRANSACTIONAL} follows the callers of PostgreSQL's {@code
 * PreventInTransactionBlock} as far as the text shows it; what depends on catalogs (REINDEX of a
 * partitioned table) is left to the server.
 */
final class StatementKinds {

  private final List<String> tokens;

  private StatementKinds(List<String> tokens) {
    this.tokens = tokens;
  }

  static StatementKind of(List<String> tokens) {
    return new StatementKinds(tokens).kind();
  }

  private StatementKind kind() {
    return switch (token(0)) {
      case "BEGIN" -> StatementKind.BEGIN;
      case "START" -> is(1, "TRANSACTION") ? StatementKind.BEGIN : StatementKind.ORDINARY;
      case "END" -> StatementKind.COMMIT;
      case "ABORT" -> StatementKind.ROLLBACK;
      case "COMMIT" -> is(1, "PREPARED") ? StatementKind.NON_TRANSACTIONAL : StatementKind.COMMIT;
      case "ROLLBACK" -> rollback();
      case "COPY" -> copiesFromStdin() ? StatementKind.COPY_FROM_STDIN : StatementKind.ORDINARY;
      default -> standsAlone() ? StatementKind.NON_TRANSACTIONAL : StatementKind.ORDINARY;
    };
  }

  private StatementKind rollback() {
    if (is(1, "PREPARED")) {
      return StatementKind.NON_TRANSACTIONAL;
    }
    int after = is(1, "WORK") || is(1, "TRANSACTION") ? 2 : 1;
    return is(after, "TO") ? StatementKind.ORDINARY : StatementKind.ROLLBACK;
  }

  /** The grammar takes STDOUT for STDIN here, and so does the server. */
  private boolean copiesFromStdin() {
    int from = tokens.indexOf("FROM");
    return from > 0 && (is(from + 1, "STDIN") || is(from + 1, "STDOUT"));
  }

  private boolean standsAlone() {
    return switch (token(0)) {
      case "VACUUM" -> true;
      case "DISCARD" -> is(1, "ALL");
      case "PREPARE" -> is(1, "TRANSACTION") && is(2, "'");
      case "CLUSTER" -> tokens.stream().skip(1).allMatch(List.of("VERBOSE", "(", ")")::contains);
      case "REINDEX" -> reindex();
      case "CREATE" -> create();
      case "DROP" ->
          is(1, "INDEX") ? is(2, "CONCURRENTLY") : globalObject() || is(1, "SUBSCRIPTION");
      case "ALTER" -> alter();
      default -> false;
    };
  }

  private boolean globalObject() {
    return is(1, "DATABASE") || is(1, "TABLESPACE");
  }

  private boolean create() {
    int index = is(1, "UNIQUE") ? 2 : 1;
    if (is(index, "INDEX")) {
      return is(index + 1, "CONCURRENTLY");
    }
    return globalObject()
        || is(1, "SUBSCRIPTION") && !switchedOff("CONNECT") && !switchedOff("CREATE_SLOT");
  }

  private boolean alter() {
    return switch (token(1)) {
      case "SYSTEM" -> true;
      case "DATABASE" -> is(3, "SET") && is(4, "TABLESPACE");
      case "SUBSCRIPTION" -> alterSubscription();
      case "TABLE" -> {
        int detach = tokens.indexOf("DETACH");
        yield detach > 0 && is(detach + 1, "PARTITION") && is(tokens.size() - 1, "CONCURRENTLY");
      }
      default -> false;
    };
  }

  private boolean alterSubscription() {
    if (is(3, "SET") && is(4, "(")) {
      return tokens.contains("FAILOVER") || tokens.contains("TWO_PHASE");
    }
    return is(3, "REFRESH") || is(4, "PUBLICATION") && !switchedOff("REFRESH");
  }

  private boolean reindex() {
    int close = is(1, "(") ? tokens.indexOf(")") : 0;
    if (close < 0) {
      return false;
    }
    boolean option =
        tokens.subList(0, close).contains("CONCURRENTLY") && !switchedOff("CONCURRENTLY");
    return option
        || List.of("DATABASE", "SYSTEM", "SCHEMA").contains(token(close + 1))
        || is(close + 2, "CONCURRENTLY");
  }

  private boolean switchedOff(String option) {
    int at = tokens.lastIndexOf(option);
    int value = is(at + 1, "=") ? at + 2 : at + 1;
    return at > 0 && List.of("FALSE", "OFF", "0").contains(token(value));
  }

  private boolean is(int index, String word) {
    return token(index).equals(word);
  }

  private String token(int index) {
    return index < tokens.size() ? tokens.get(index) : "";
  }
}
