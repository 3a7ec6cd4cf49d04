package dev.migrationledger.sql.lint.check;

import dev.migrationledger.sql.lint.script.Check;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The checks by the names of their rules. */
public final class Checks {

  private final Map<String, Check> byName = new HashMap<>();

  private Checks() {}

  /** All checks there are. */
  public static Checks all() {
    Checks checks = new Checks();
    for (Map<String, Check> family :
        List.of(
            IndexChecks.all(),
            ConstraintChecks.all(),
            ColumnChecks.all(),
            LossChecks.all(),
            LockChecks.all(),
            TransactionChecks.all(),
            SecurityChecks.all(),
            PreferenceChecks.all(),
            SeedChecks.all(),
            // found where the header is read
            Map.<String, Check>of(
                "ignore-without-reason", subject -> List.of(),
                "ignore-unused", subject -> List.of()))) {
      checks.byName.putAll(family);
    }
    return checks;
  }

  /** The check of a rule. */
  public Check named(String rule) {
    Check check = byName.get(rule);
    if (check == null) {
      throw new IllegalStateException("Nothing recognises what the rule " + rule + " is about");
    }
    return check;
  }

  /** The names of the rules there are checks for. */
  public Set<String> names() {
    return Set.copyOf(byName.keySet());
  }
}
