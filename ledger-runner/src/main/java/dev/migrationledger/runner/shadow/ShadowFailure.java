package dev.migrationledger.runner.shadow;

import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.Finding;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells why a script failed on a database that was empty before. */
final class ShadowFailure {

  private static final Pattern ROLE = Pattern.compile("^role \".*\" does not exist");
  private static final Pattern EXTENSION =
      Pattern.compile(
          "extension \".*\" is not available|extension control file|could not access file");

  /** undefined table, function, object, column, and invalid schema and catalog names. */
  private static final Set<String> MISSING =
      Set.of("42P01", "42883", "42704", "42703", "3F000", "3D000");

  private ShadowFailure() {}

  /** As the runner tells failures: what, where, and what the server adds. */
  static Finding of(Step step, Failure failure) {
    return code(failure)
        .at(step.file(), failure.line(), failure.column(), "the replay failed" + told(failure));
  }

  /** The failure in words, from the statement on. */
  static String told(Failure failure) {
    var text = new StringBuilder();
    if (failure.statement() > 0) {
      text.append(" at statement ").append(failure.statement());
    }
    text.append(": ");
    if (!failure.sqlState().isEmpty()) {
      text.append(failure.sqlState()).append(' ');
    }
    text.append(failure.message());
    if (!failure.detail().isEmpty()) {
      text.append("\n").append(failure.detail());
    }
    if (!failure.hint().isEmpty()) {
      text.append("\nHint: ").append(failure.hint());
    }
    return text.toString();
  }

  private static ShadowCode code(Failure failure) {
    if (ROLE.matcher(failure.message()).find()) {
      return ShadowCode.ROLE_MISSING;
    }
    if (failure.sqlState().equals("58P01") || EXTENSION.matcher(failure.message()).find()) {
      return ShadowCode.EXTENSION_MISSING;
    }
    return MISSING.contains(failure.sqlState())
        ? ShadowCode.OBJECT_MISSING
        : ShadowCode.REPLAY_FAILED;
  }
}
