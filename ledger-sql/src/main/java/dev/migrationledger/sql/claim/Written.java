package dev.migrationledger.sql.claim;

import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.PostgresSql;
import dev.migrationledger.sql.tree.Fingerprint;
import dev.migrationledger.sql.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression in a script's own words. They are cut out of the statement without a parser: {@link
 * #isSure} tells whether they are what the parser has read.
 *
 * @param text the words; empty where they could not be found
 * @param tree what the parser made of them
 */
public record Written(String text, Node tree) {

  /** No expression. */
  public static final Written NONE = new Written("", Node.NONE);

  private static final Pattern DEFAULT =
      Pattern.compile("\\bDEFAULT\\b\\s*", Pattern.CASE_INSENSITIVE);
  private static final Pattern AS =
      Pattern.compile("\\bAS\\b\\s*(?=\\()", Pattern.CASE_INSENSITIVE);

  /** What the end of an expression is looked for in: a text, a name, a comment, or a sign. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "'(?:[^']++|'')*+'|\"(?:[^\"]++|\"\")*+\"|(\\$\\w*\\$).*?\\1|--[^\n]*|/\\*.*?\\*/|[(\\[]|[)\\]]|,|;",
          Pattern.DOTALL);

  /** What stands before a query: a name, a comment, parentheses, and the word it follows. */
  private static final Pattern QUERY_TOKEN =
      Pattern.compile(
          "'(?:[^']++|'')*+'|\"(?:[^\"]++|\"\")*+\"|--[^\n]*|/\\*.*?\\*/|[()]|\\bAS\\b",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private static final Pattern DATA =
      Pattern.compile("\\bWITH\\s+(?:NO\\s+)?DATA\\s*;?\\s*$|;\\s*$", Pattern.CASE_INSENSITIVE);

  public Written {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(tree, "tree");
  }

  /** Of {@code DEFAULT x} in a column, which starts at a place and ends before another. */
  static Written ofColumn(ParsedStatement statement, Node constraint, int stop) {
    boolean generated = constraint.text("contype").equals("CONSTR_GENERATED");
    byte[] all = statement.statement().text().getBytes(StandardCharsets.UTF_8);
    int from = constraint.location();
    if (from >= stop || stop > all.length) {
      return new Written("", constraint.node("raw_expr"));
    }
    String part = new String(all, from, stop - from, StandardCharsets.UTF_8);
    String text = generated ? inParentheses(behind(AS, part)) : behind(DEFAULT, part);
    return new Written(text, constraint.node("raw_expr"));
  }

  /** Of {@code SET DEFAULT x} for a column that is named in the statement. */
  static Written ofCommand(ParsedStatement statement, Node expression) {
    int first =
        expression.withDescendants().stream()
            .mapToInt(Node::location)
            .filter(at -> at > 0)
            .min()
            .orElse(0);
    byte[] all = statement.statement().text().getBytes(StandardCharsets.UTF_8);
    String before = new String(all, 0, Math.min(first, all.length), StandardCharsets.UTF_8);
    int from = -1;
    for (Matcher found = DEFAULT.matcher(before); found.find(); ) {
      from = found.start();
    }
    String part = from < 0 ? "" : statement.statement().text().substring(from);
    return new Written(behind(DEFAULT, part), expression);
  }

  /** What follows the parentheses says how it is stored. */
  private static String inParentheses(String text) {
    return text.startsWith("(") ? untilItEnds(text.substring(1)) : "";
  }

  private static String behind(Pattern word, String part) {
    Matcher found = word.matcher(part);
    return found.find() ? untilItEnds(part.substring(found.end())) : "";
  }

  private static String untilItEnds(String text) {
    int depth = 0;
    for (Matcher token = TOKEN.matcher(text); token.find(); ) {
      switch (token.group().charAt(0)) {
        case '(', '[' -> depth++;
        case ')', ']' -> depth--;
        case ',' -> depth = depth == 0 ? -1 : depth;
        case ';' -> depth = -1;
        default -> {}
      }
      if (depth < 0) {
        return text.substring(0, token.start()).strip();
      }
    }
    return text.strip();
  }

  /** Of the query of a statement that makes a materialized view. */
  static Written ofQuery(ParsedStatement statement) {
    String text = statement.statement().text();
    int depth = 0;
    int from = -1;
    for (Matcher token = QUERY_TOKEN.matcher(text); from < 0 && token.find(); ) {
      switch (token.group().charAt(0)) {
        case '(' -> depth++;
        case ')' -> depth--;
        case 'a', 'A' -> from = depth == 0 ? token.end() : from;
        default -> {}
      }
    }
    Matcher end = DATA.matcher(text);
    int to = end.find() ? end.start() : text.length();
    return new Written(
        from < 0 || to < from ? "" : text.substring(from, to).strip(),
        statement.tree().node("query"));
  }

  /** Whether the words are the query that the statement's parser has read, and no other. */
  public boolean isSureQuery(PostgresSql parser) {
    if (text.isEmpty()) {
      return false;
    }
    var parsed = parser.parse(text);
    return parsed.isRead()
        && parsed.statements().size() == 1
        && Fingerprint.of(parsed.statements().getFirst().tree()).equals(Fingerprint.of(tree));
  }

  /** Whether the words are the expression that the statement's parser has read, and no other. */
  public boolean isSure(PostgresSql parser) {
    if (text.isEmpty() || text.contains("--")) {
      return false;
    }
    var parsed = parser.parse("SELECT (" + text + ")");
    if (!parsed.isRead() || parsed.statements().size() != 1) {
      return false;
    }
    var targets = parsed.statements().getFirst().tree().nodes("targetList");
    return targets.size() == 1
        && Fingerprint.of(targets.getFirst().node("val")).equals(Fingerprint.of(tree));
  }
}
