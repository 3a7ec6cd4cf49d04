package dev.migrationledger.sql.lint;

import dev.migrationledger.sql.lint.check.Checks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All rules there are, read from the files beside this class. */
public final class Rulebook {

  private static final List<String> FAMILIES =
      List.of(
          "indexes",
          "constraints",
          "columns",
          "losses",
          "locks",
          "transactions",
          "security",
          "preferences",
          "seeds",
          "ignores");

  private final List<Rule> rules;
  private final String tables;

  private Rulebook(List<Rule> rules, String tables) {
    this.rules = List.copyOf(rules);
    this.tables = tables;
  }

  /** Reads them; a rule without a check, or a check without a rule, is a mistake in the program. */
  public static Rulebook load() {
    Checks checks = Checks.all();
    List<Rule> rules = new ArrayList<>();
    for (String family : FAMILIES) {
      rules.addAll(new RuleReader(family, checks).read(text(family + ".rules")));
    }
    return new Rulebook(rules, text("tables.sql"));
  }

  /** By their codes. */
  public List<Rule> all() {
    return rules;
  }

  /** What a rule may be called by: its code or its name. */
  public Set<String> names() {
    return rules.stream()
        .flatMap(rule -> Stream.of(rule.code(), rule.name()))
        .collect(Collectors.toSet());
  }

  /** The script that makes what the examples run on. */
  public String tables() {
    return tables;
  }

  Rule named(String name) {
    return rules.stream().filter(rule -> rule.name().equals(name)).findFirst().orElseThrow();
  }

  private static String text(String file) {
    try (InputStream found = Rulebook.class.getResourceAsStream(file)) {
      if (found == null) {
        throw new IllegalStateException(file + " is not on the class path");
      }
      return new String(found.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
