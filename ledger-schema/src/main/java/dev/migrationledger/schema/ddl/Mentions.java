package dev.migrationledger.schema.ddl;

import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Identifiers;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which names the texts of an object mention, also those within literals. */
final class Mentions {

  private static final String NAME = "(?:\"(?:[^\"]|\"\")*\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
  private static final Pattern CHAIN =
      Pattern.compile("(" + NAME + ")(?:\\.(" + NAME + "))?(?:\\.(" + NAME + "))?");
  private static final Set<String> SILENT =
      Set.of("comment", "owner", "owned_by", "grants", "revokes");

  private Mentions() {}

  /** Names as SQL writes them, alone and with what stands before them. */
  static Set<String> of(CatalogObject object) {
    return in(text(object));
  }

  static Set<String> in(String text) {
    var names = new HashSet<String>();
    var matcher = CHAIN.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
      if (matcher.group(2) != null) {
        names.add(matcher.group(2));
        names.add(matcher.group(1) + "." + matcher.group(2));
      }
      if (matcher.group(3) != null) {
        names.add(matcher.group(3));
        names.add(matcher.group());
      }
    }
    return names;
  }

  static boolean hasColumn(Set<String> names, String column) {
    return names.contains(Identifiers.quoted(column));
  }

  private static String text(CatalogObject object) {
    var key = object.key();
    return key.signature()
        + " "
        + (key.kind() == CatalogKind.CAST ? key.name() : "")
        + " "
        + object.attributes().entrySet().stream()
            .filter(attribute -> !SILENT.contains(attribute.getKey()))
            .map(attribute -> bodiless(attribute.getValue().toString()))
            .collect(Collectors.joining(" "));
  }

  /** Only bodies in SQL are read when the function is made. */
  private static String bodiless(String text) {
    int body = text.indexOf("\nAS $");
    return body < 0 || (text.startsWith("CREATE") && text.contains("\n LANGUAGE sql"))
        ? text
        : text.substring(0, body);
  }
}
