package dev.migrationledger.api.page;

import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.LedgerQuery;
import java.util.Optional;

/** What addresses name: targets and migrations, checked before a page is made of them. */
public final class Targets {

  private final LedgerQuery query;

  public Targets(LedgerQuery query) {
    this.query = query;
  }

  /**
   * The name, when the ledger knows it.
   *
   * @throws PageProblem when it does not
   */
  public String known(String name) {
    if (query.knows(name)) {
      return name;
    }
    throw new PageProblem(
        PageError.UNKNOWN_TARGET, "", "The ledger has no target \"" + name + "\".");
  }

  /** The name, or the only target there is; empty when there are several and none is named. */
  Optional<String> usual(String name) {
    if (!name.isBlank()) {
      return Optional.of(known(name));
    }
    var targets = query.targets();
    return targets.size() == 1 ? Optional.of(targets.getFirst()) : Optional.empty();
  }

  /**
   * A migration's number as an address gives it.
   *
   * @throws PageProblem when it is none
   */
  public static Version version(String target, String text) {
    try {
      return new Version(text);
    } catch (IllegalArgumentException e) {
      throw new PageProblem(
          PageError.BAD_ADDRESS,
          target,
          "\"" + text + "\" is no migration's number (1 to 18 digits, e.g. 0029).");
    }
  }

  /**
   * Text as an address gives it.
   *
   * @throws PageProblem when PostgreSQL could not hold it
   */
  static String text(String target, String name, String text) {
    if (text.indexOf('\0') < 0) {
      return text;
    }
    throw new PageProblem(PageError.BAD_ADDRESS, target, name + " holds a NUL character.");
  }

  /**
   * An event's index as an address gives it.
   *
   * @throws PageProblem when it is none
   */
  static long index(String text) {
    return index("index", text);
  }

  /**
   * An event's index as an address gives it under some name.
   *
   * @throws PageProblem when it is none
   */
  static long index(String name, String text) {
    if (text.matches("[0-9]{1,18}")) {
      return Long.parseLong(text);
    }
    throw new PageProblem(
        PageError.BAD_ADDRESS,
        "",
        name + "=\"" + text + "\" is no index of an event (0, 1, 2 ...).");
  }
}
