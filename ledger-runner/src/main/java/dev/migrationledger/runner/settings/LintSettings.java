package dev.migrationledger.runner.settings;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What {@code ledger.yaml} says under {@code lint}.
 *
 * @param targetVersion the major version of the target's PostgreSQL; 0 when it is not said
 * @param rules the severities chosen, in the file's order
 * @param except what is left out, in the file's order
 */
public record LintSettings(int targetVersion, List<Chosen> rules, List<Exempt> except) {

  /** Nothing is said. */
  public static final LintSettings NONE = new LintSettings(0, List.of(), List.of());

  public LintSettings {
    rules = List.copyOf(rules);
    except = List.copyOf(except);
  }

  /** How bad the findings of a rule are to be. */
  public enum Level {
    /** It refuses a run. */
    ERROR,
    WARNING,
    INFO,
    /** It is not looked for. */
    OFF
  }

  /**
   * The severity of a rule.
   *
   * @param rule its code or name, as written
   * @param place where that is said
   */
  public record Chosen(String rule, Level level, String place) {
    public Chosen {
      requireNonNull(rule, "rule");
      requireNonNull(level, "level");
      requireNonNull(place, "place");
    }
  }

  /**
   * Files in which a rule's findings are left out.
   *
   * @param rule its code or name, as written
   * @param files a file's name, in which {@code *} and {@code ?} stand for anything
   * @param because the reason
   * @param place where that is said
   */
  public record Exempt(String rule, String files, String because, String place) {
    public Exempt {
      requireNonNull(rule, "rule");
      requireNonNull(files, "files");
      requireNonNull(because, "because");
      requireNonNull(place, "place");
    }
  }

  /** Whether some rule is to refuse runs. */
  public boolean refuses() {
    return rules.stream().anyMatch(chosen -> chosen.level() == Level.ERROR);
  }

  /**
   * Rules are known where they are used only, so that no other command has to read them.
   *
   * @param known their codes and names
   * @throws SettingsProblem with each rule named that there is not
   */
  public void checkNames(Set<String> known) {
    var problems = new ArrayList<String>();
    rules.forEach(chosen -> checkName(known, chosen.rule(), chosen.place(), problems));
    except.forEach(exempt -> checkName(known, exempt.rule(), exempt.place(), problems));
    if (!problems.isEmpty()) {
      throw new SettingsProblem(problems);
    }
  }

  private static void checkName(
      Set<String> known, String rule, String place, List<String> problems) {
    if (!known.contains(rule)) {
      problems.add(
          SettingsCode.BAD_VALUE.said(
              "%s names \"%s\", which is no lint rule; \"ledger lint --rules\" lists them"
                  .formatted(place, rule)));
    }
  }
}
