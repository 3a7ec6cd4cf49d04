package dev.migrationledger.sql.parse;

import dev.migrationledger.sql.CommentBlanker;
import dev.migrationledger.sql.tree.JsonReader;
import dev.migrationledger.sql.tree.Node;
import dev.migrationledger.sql.tree.SharedText;
import dev.migrationledger.sql.wasm.PgQuery;
import dev.migrationledger.sql.wasm.PgQueryFailure;
import dev.migrationledger.sql.wasm.RawResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks libpg_query, makes a new instance when one has failed; for one thread. */
final class Parser {

  private static final String NEAR = " at or near \"";

  private final int largest;
  private final Supplier<PgQuery> instances;
  private final SharedText texts = new SharedText();
  private @Nullable PgQuery instance;

  /**
   * @param largest bytes of a text that is parsed at most
   */
  Parser(int largest, Supplier<PgQuery> instances) {
    this.largest = largest;
    this.instances = instances;
  }

  /** Parses SQL. */
  Outcome sql(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    Outcome first = ask(utf8, PgQuery::parse, "stmts");
    if (!(first instanceof Outcome.Refused) || !CommentBlanker.mayHaveComments(utf8)) {
      return first;
    }
    // libpg_query takes comments for tokens (its issue 365), so that NOT /* */ IN is an error to it
    byte[] blanked = CommentBlanker.blank(utf8);
    Outcome second = Arrays.equals(utf8, blanked) ? first : ask(blanked, PgQuery::parse, "stmts");
    return second instanceof Outcome.Refused refused && refused.position() > 0
        ? inOriginal(utf8, blanked, refused)
        : second;
  }

  /** The tree of the one statement in the text; {@link Node#NONE} if there is not exactly one. */
  Node only(String text) {
    return sql(text) instanceof Outcome.Trees trees && trees.trees().size() == 1
        ? trees.trees().getFirst()
        : Node.NONE;
  }

  /** Parses the PL/pgSQL in CREATE FUNCTION, CREATE PROCEDURE or DO; without a body it fails. */
  Outcome plpgsql(String statement) {
    byte[] utf8 = statement.getBytes(StandardCharsets.UTF_8);
    return ask(CommentBlanker.blank(utf8), PgQuery::parsePlpgsql, "plpgsql_funcs");
  }

  private Outcome ask(byte[] utf8, BiFunction<PgQuery, byte[], RawResult> question, String field) {
    if (utf8.length > largest) {
      return new Outcome.Unread("it has more than %,d bytes".formatted(largest));
    }
    try {
      return switch (question.apply(instance(), utf8)) {
        case RawResult.Json json -> trees(JsonReader.read(json.utf8(), texts).nodes(field));
        case RawResult.Refusal refusal when refusal.message().startsWith("out of memory") ->
            new Outcome.Unread(refusal.message());
        case RawResult.Refusal refusal ->
            new Outcome.Refused(refusal.message(), refusal.position());
      };
    } catch (PgQueryFailure e) {
      return new Outcome.Unread(String.valueOf(e.getMessage()));
    } catch (StackOverflowError | OutOfMemoryError e) {
      return new Outcome.Unread("its tree is too deep or too large");
    }
  }

  private static Outcome trees(List<Node> statements) {
    return new Outcome.Trees(
        statements.stream().map(raw -> raw.has("stmt") ? raw.node("stmt") : raw).toList());
  }

  private PgQuery instance() {
    PgQuery current = instance;
    if (current == null || !current.isFit()) {
      instance = null;
      current = instances.get();
      instance = current;
    }
    return current;
  }

  /**
   * Blanking keeps bytes in place, but a letter of a comment may have been several of them, and the
   * message may quote what was blanked.
   */
  private static Outcome inOriginal(byte[] original, byte[] blanked, Outcome.Refused refused) {
    String text = new String(blanked, StandardCharsets.UTF_8);
    int points = text.codePointCount(0, text.length());
    int index = text.offsetByCodePoints(0, Math.min(refused.position() - 1, points));
    int bytes = text.substring(0, index).getBytes(StandardCharsets.UTF_8).length;
    String before = new String(original, 0, bytes, StandardCharsets.UTF_8);
    String message = refused.message();
    int quote = message.indexOf(NEAR) + NEAR.length();
    if (quote >= NEAR.length() && message.endsWith("\"")) {
      String quoted = message.substring(quote, message.length() - 1);
      int length = quoted.getBytes(StandardCharsets.UTF_8).length;
      if (text.startsWith(quoted, index)) {
        message =
            message.substring(0, quote)
                + new String(original, bytes, length, StandardCharsets.UTF_8)
                + "\"";
      }
    }
    return new Outcome.Refused(message, before.codePointCount(0, before.length()) + 1);
  }
}
