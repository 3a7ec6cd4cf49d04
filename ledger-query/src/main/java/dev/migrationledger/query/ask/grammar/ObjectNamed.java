package dev.migrationledger.query.ask.grammar;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An object of the schema that a question asks about, as in "which migration created table users".
 *
 * @param kind as in {@code table}, empty when the question does not say
 * @param name as the question writes it, without quotes
 */
public record ObjectNamed(String kind, String name) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?i)\\s*(?:which|what|who)\\s+(?:(?:migrations?|scripts?|files?)\\s+)?(?:has\\s+|have\\s+)?"
              + "(?:created?|creates|made|makes?|adds?|added|alters?|altered|drops?|dropped"
              + "|uses?|used|names?|touche[sd]|touch)\\s+(?:the\\s+)?"
              + "(?<kind>(?:materialized\\s+)?(?:table|column|view|index|type|domain|function"
              + "|procedure|trigger|policy|sequence|schema|extension|constraint|role)\\s+)?"
              + "(?<name>(?:\"[^\"]{1,100}\"|[^\\s\"?]){1,300})\\s*[?.]?\\s*");

  private static final Pattern VERSION = Pattern.compile("[vV]?\\d.*");

  public ObjectNamed {
    requireNonNull(kind, "kind");
    requireNonNull(name, "name");
  }

  /** What the question names, unless that is a migration. */
  public static Optional<ObjectNamed> in(String question) {
    var matcher = FORM.matcher(question);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var kind = matcher.group("kind");
    var name = matcher.group("name");
    return kind == null && VERSION.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            new ObjectNamed(
                kind == null ? "" : kind.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "),
                name.replace("\"", "").replaceFirst("(?i)^public\\.", "")));
  }

  public String label() {
    return kind.isEmpty() ? name : kind + " " + name;
  }
}
