package dev.migrationledger.report.changes;

import java.util.List;

/** What the ledger does not prove, said in every report. */
final class Limits {

  static final List<String> ALL =
      List.of(
          "Who an actor is rests on what vouches for the name (the column \"known by\"): a name given"
              + " by option or taken from the operating system is a claim.",
          "Authors are those that commits name; a commit's author can be set by whoever commits.",
          "A change made outside the runner is known only where capture was installed, or where a"
              + " look at the schema came after it. Gaps of capture are among the exceptions.",
          "Imported rows and baselines were not witnessed: the ledger vouches for what was taken"
              + " over, not for what it says happened.",
          "Somebody who may rewrite the whole ledger database cannot be told from the truth by this"
              + " report alone; compare its root with one that was kept elsewhere.",
          "What a migration did to rows of data is not recorded, only which bytes ran.");

  private Limits() {}
}
