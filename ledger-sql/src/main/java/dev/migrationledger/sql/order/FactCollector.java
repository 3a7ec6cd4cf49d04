package dev.migrationledger.sql.order;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.Moment;
import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.facts.ObjectName;
import dev.migrationledger.sql.parse.ParsedStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes of a script's statements what the resolver takes.
 *
 * <p>A name that PostgreSQL chooses by itself, as in {@code t_a_key}, is lenient: when it is taken,
 * the server takes another. Behind a statement that names {@code check_function_bodies} bodies are
 * looked at when they are called. A statement that only uses what one before it used, as the rows
 * of a large INSERT script do, is left out.
 */
public final class FactCollector {

  private static final Pattern CHOSEN =
      Pattern.compile(".*_(pkey|key|fkey|check|excl|idx|seq)\\d*");
  private static final String BODIES_UNCHECKED = "check_function_bodies";

  private record Used(Action action, ObjectKind kind, ObjectName name, Moment moment) {}

  private final List<List<Fact>> statements = new ArrayList<>();
  private final Set<Used> used = new HashSet<>();
  private final Map<ObjectName, ObjectName> names = new HashMap<>();
  private final Map<Place, Place> places = new HashMap<>();
  private boolean bodiesChecked;

  /** A collector for a session with PostgreSQL's defaults. */
  public FactCollector() {
    this(true);
  }

  /**
   * A collector for the session that runs the script.
   *
   * @param bodiesChecked whether check_function_bodies is on there
   */
  public FactCollector(boolean bodiesChecked) {
    this.bodiesChecked = bodiesChecked;
  }

  /**
   * The next statement of the script; gives its facts as the resolver takes them.
   *
   * @param read those that {@link dev.migrationledger.sql.facts.FactReader} tells of it
   */
  public List<Fact> add(ParsedStatement statement, List<Fact> read) {
    String text = statement.statement().text();
    bodiesChecked &= !text.contains(BODIES_UNCHECKED);
    List<Fact> facts =
        new ArrayList<>(read.stream().map(fact -> shared(lenient(later(fact), text))).toList());
    if (undoes(statement)) {
      facts.add(opaque(statement));
    }
    if (isNews(facts)) {
      statements.add(facts);
    }
    return facts;
  }

  /** The facts of the statements so far. */
  public List<List<Fact>> statements() {
    return List.copyOf(statements);
  }

  /** What was done before may not have been. */
  private static boolean undoes(ParsedStatement statement) {
    String kind = statement.tree().text("kind");
    return statement.kind().equals("TransactionStmt")
        && (kind.equals("TRANS_STMT_ROLLBACK") || kind.equals("TRANS_STMT_ROLLBACK_TO"));
  }

  private static Fact opaque(ParsedStatement statement) {
    ObjectName nothing = new ObjectName("", List.of(""), List.of(), "");
    return new Fact(
        Action.USE,
        ObjectKind.OPAQUE,
        nothing,
        statement.start(),
        Moment.AT_ONCE,
        false,
        "rollback");
  }

  private boolean isNews(List<Fact> facts) {
    boolean news = false;
    for (Fact fact : facts) {
      if (fact.action() == Action.CREATE || fact.action() == Action.DROP) {
        used.clear();
        return true;
      }
      news |= used.add(new Used(fact.action(), fact.kind(), fact.name(), fact.moment()));
    }
    return news;
  }

  private Fact later(Fact fact) {
    return bodiesChecked || fact.moment() != Moment.WHEN_CALLED_OR_CHECKED
        ? fact
        : with(fact, Moment.WHEN_CALLED, fact.lenient());
  }

  /** The same, with a name and a place that other facts of the script have too. */
  private Fact shared(Fact fact) {
    return new Fact(
        fact.action(),
        fact.kind(),
        names.computeIfAbsent(fact.name(), name -> name),
        places.computeIfAbsent(fact.place(), place -> place),
        fact.moment(),
        fact.lenient(),
        fact.detail());
  }

  private static Fact lenient(Fact fact, String text) {
    boolean mayBeChosen =
        fact.action() == Action.CREATE
            && !fact.lenient()
            && switch (fact.kind()) {
              case INDEX, CONSTRAINT, SEQUENCE -> true;
              default -> false;
            };
    if (!mayBeChosen) {
      return fact;
    }
    String name = fact.name().parts().getLast();
    boolean chosen =
        CHOSEN.matcher(name).matches() && !text.toLowerCase(Locale.ROOT).contains(lower(name));
    return chosen ? with(fact, fact.moment(), true) : fact;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Fact with(Fact fact, Moment moment, boolean lenient) {
    return new Fact(
        fact.action(), fact.kind(), fact.name(), fact.place(), moment, lenient, fact.detail());
  }
}
