package dev.migrationledger.runner.verify.written;

import dev.migrationledger.sql.claim.Claim.Right;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a privilege is as a grant or its taking back leaves it, and the words when it is not. */
final class Rights {

  private Rights() {}

  static Optional<String> differ(Right said, String privilege, List<List<String>> is) {
    var grantable = is.stream().filter(row -> row.get(3).equals("true")).toList();
    var held = is.stream().map(row -> privilege + (grantable.contains(row) ? "*" : "")).toList();
    if (hold(said, privilege, held)) {
      return Optional.empty();
    }
    var granted =
        switch (said) {
          case GRANTED, GRANTABLE -> "";
          case REVOKED -> grantors(is);
          case NOT_GRANTABLE -> grantors(grantable);
        };
    return Optional.of(contrary(said, privilege) + granted);
  }

  static String grantors(List<List<String>> rows) {
    return rows.stream()
        .map(row -> row.get(4))
        .distinct()
        .collect(Collectors.joining(", ", ", granted by ", ""));
  }

  /** Those with the option to grant them have a star behind them. */
  static boolean hold(Right said, String privilege, List<String> is) {
    var grantable = is.contains(privilege + "*");
    return switch (said) {
      case GRANTED -> grantable || is.contains(privilege);
      case GRANTABLE -> grantable;
      case REVOKED -> !grantable && !is.contains(privilege);
      case NOT_GRANTABLE -> !grantable;
    };
  }

  static String contrary(Right said, String privilege) {
    return switch (said) {
      case GRANTED -> privilege + " is granted by the script, and is not there";
      case GRANTABLE -> privilege + " is granted with grant option, and that is not there";
      case REVOKED -> privilege + " is revoked by the script, and is still there";
      case NOT_GRANTABLE -> "the grant option of " + privilege + " is revoked, and is still there";
    };
  }
}
