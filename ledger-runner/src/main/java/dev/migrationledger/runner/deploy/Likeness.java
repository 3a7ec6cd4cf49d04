package dev.migrationledger.runner.deploy;

import dev.migrationledger.sql.SecretText;
import dev.migrationledger.sql.parse.PostgresSql;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells whether two texts of a script do the same: PostgreSQL's parser makes the same trees of
 * them, and their headers ask for the same. In doubt they do not.
 */
public final class Likeness implements AutoCloseable {

  private static final Pattern DIRECTIVE =
      Pattern.compile("^\\s*--\\s*(?:DEPENDS|ENV|TRANSACTION)\\s*:.*$", Pattern.MULTILINE);

  private final PostgresSql parser = new PostgresSql();

  /**
   * Whether an edit changed comments, blanks and the case of words only.
   *
   * @param before may have marks in place of secrets: then nobody can tell
   * @param now the text as it is in the file
   */
  public boolean isCosmetic(String before, String now) {
    return !before.contains(SecretText.MARK)
        && SecretText.without(now).equals(now)
        && directives(before).equals(directives(now))
        && parser.sameTrees(before, now);
  }

  @Override
  public void close() {
    parser.close();
  }

  private static List<String> directives(String text) {
    return DIRECTIVE.matcher(text).results().map(line -> line.group().strip()).toList();
  }
}
