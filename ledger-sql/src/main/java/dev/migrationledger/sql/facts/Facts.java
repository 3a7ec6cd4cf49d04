package dev.migrationledger.sql.facts;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.Statement;
import dev.migrationledger.sql.parse.ParsedScript;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.RoutineBody;
import dev.migrationledger.sql.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tells what statements create, alter, drop, read, write and use. */
public final class Facts {

  private Facts() {}

  /** Of a whole script, in its order; what it sets holds for the statements behind. */
  public static List<Fact> of(ParsedScript script) {
    return byStatement(script).stream().flatMap(List::stream).toList();
  }

  /** The same, with a list for each of the script's statements. */
  public static List<List<Fact>> byStatement(ParsedScript script) {
    FactReader reader = new FactReader();
    return script.statements().stream().map(reader::next).toList();
  }

  /** Of one statement by itself, with PostgreSQL's default search path. */
  public static List<Fact> of(ParsedStatement statement) {
    return of(statement, new Session());
  }

  static List<Fact> of(ParsedStatement parsed, Session session) {
    Statement statement = parsed.statement();
    Node tree = parsed.tree();
    Notes notes = new Notes();
    if (!parsed.unread().isEmpty()) {
      opaque(notes, "unread");
    }
    new StatementFacts(session, notes, false).of(tree);
    byte[] utf8 = statement.text().getBytes(StandardCharsets.UTF_8);
    List<Fact> facts =
        new ArrayList<>(
            notes.facts(offset -> statement.at(codePoints(utf8, offset) + 1), Moment.AT_ONCE));
    for (RoutineBody body : parsed.bodies()) {
      facts.addAll(body(tree, body, session));
    }
    return List.copyOf(facts);
  }

  /** Bytes of UTF-8 that start a character are counted. */
  private static int codePoints(byte[] utf8, int bytes) {
    int points = 0;
    for (int i = 0; i < Math.min(bytes, utf8.length); i++) {
      points += (utf8[i] & 0xC0) == 0x80 ? 0 : 1;
    }
    return points;
  }

  private static List<Fact> body(Node tree, RoutineBody body, Session session) {
    boolean block = tree.is("DoStmt");
    Session inside = block ? session : session.with(path(tree, session));
    Moment moment =
        block
            ? Moment.IN_BLOCK
            : body.language().equals("sql") ? Moment.WHEN_CALLED_OR_CHECKED : Moment.WHEN_CALLED;
    List<Fact> facts = new ArrayList<>();
    if (!body.unread().isEmpty()) {
      Notes notes = new Notes();
      notes.add(
          Action.USE, ObjectKind.OPAQUE, Session.global(body.language()), Node.NONE, body.unread());
      facts.addAll(notes.facts(offset -> body.start(), moment));
    }
    for (RoutineBody.Query query : body.queries()) {
      facts.addAll(query(query, inside, moment));
    }
    return facts.stream().distinct().toList();
  }

  private static List<Fact> query(RoutineBody.Query query, Session session, Moment moment) {
    Notes notes = new Notes();
    if (query.dynamic()) {
      opaque(notes, "dynamic SQL");
    } else if (query.tree().fields().isEmpty()) {
      opaque(notes, "unread");
    }
    new StatementFacts(session, notes, true).of(query.tree());
    Place place = query.place();
    return notes.facts(offset -> place, moment);
  }

  private static void opaque(Notes notes, String why) {
    notes.add(Action.USE, ObjectKind.OPAQUE, Session.global(""), Node.NONE, why);
  }

  /** The path of a function that sets its own. */
  private static SearchPath path(Node tree, Session session) {
    SearchPath path = session.path();
    for (Node option : tree.nodes("options")) {
      if (option.text("defname").equals("set")) {
        path = path.after(option.node("arg"), session.initial());
      }
    }
    return path;
  }
}
