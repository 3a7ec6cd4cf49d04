package dev.migrationledger.api;

import dev.migrationledger.domain.command.DiscoverMigrations;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.script.Dependency;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.domain.script.ScriptFacts;
import dev.migrationledger.domain.script.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A target with so many migrations that need each other as a long-lived database has. */
final class GraphStory {

  private static final long SEED = 29;
  private static final int NEAR = 60;
  private static final List<String> WORDS =
      List.of("users", "orders", "invoices", "audit", "search", "tenants", "payments", "stock");

  private GraphStory() {}

  static LedgerCommand[] commands(String target, int size) {
    var random = new Random(SEED);
    var scripts = new ArrayList<Script>();
    for (int number = 1; number <= size; number++) {
      var needs = new ArrayList<Dependency>();
      int wanted = number == 1 ? 0 : random.nextInt(4);
      for (int i = 0; i < wanted; i++) {
        int other = Math.max(1, number - 1 - random.nextInt(NEAR));
        if (needs.stream().noneMatch(n -> n.version().equals(new Version(text(other))))) {
          needs.add(
              new Dependency(
                  new Version(text(other)), text(other) + "_x.sql", "", true, "public.t", 1));
        }
      }
      scripts.add(script(number, needs));
    }
    return new LedgerCommand[] {Commands.register(target), new DiscoverMigrations(target, scripts)};
  }

  private static Script script(int number, List<Dependency> needs) {
    var word = WORDS.get(number % WORDS.size());
    var plain =
        Commands.script(text(number), "add_" + word + "_of_shop_" + number + "_and_its_index");
    return new Script(
        plain.version(),
        plain.file(),
        plain.checksum(),
        plain.normalisedChecksum(),
        plain.bytes(),
        plain.content(),
        plain.author(),
        needs,
        List.of(),
        true,
        ScriptFacts.NONE);
  }

  private static String text(int number) {
    return "%04d".formatted(number);
  }
}
