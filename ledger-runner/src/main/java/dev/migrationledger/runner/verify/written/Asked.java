package dev.migrationledger.runner.verify.written;

import dev.migrationledger.schema.object.Identifiers;
import dev.migrationledger.sql.facts.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names that a question is about, as rows of VALUES: each found by its number. */
final class Asked {

  private static final Pattern OPERATOR = Pattern.compile(" (=|<>|>|~|\\|\\|) ");

  private static final String NOBODY =
      "(-1, '', ''::pg_catalog.name, '{}'::pg_catalog.name[], '', '')";

  private final List<String> rows = new ArrayList<>();

  /**
   * One more name.
   *
   * @param sort of what is asked about it
   * @param part a column, a signature; else empty
   * @param role a grantee; else empty
   * @return its number
   */
  int add(String sort, ObjectName name, String part, String role) {
    rows.add(
        "(%d, %s, %s::pg_catalog.name, %s, %s, %s)"
            .formatted(
                rows.size(),
                Identifiers.literal(sort),
                Identifiers.literal(name.parts().getFirst()),
                schemas(name),
                Identifiers.literal(part),
                Identifiers.literal(role)));
    return rows.size() - 1;
  }

  /** To begin a query with: {@code asked (n, sort, name, schemas, part, role)}. */
  String with() {
    return "WITH asked (n, sort, name, schemas, part, role) AS (VALUES "
        + (rows.isEmpty() ? NOBODY : String.join(", ", rows))
        + ")";
  }

  /** A script may have left any search path: no operator is looked for along it. */
  static String qualified(String sql) {
    return OPERATOR.matcher(sql).replaceAll(" OPERATOR(pg_catalog.$1) ");
  }

  private static String schemas(ObjectName name) {
    return name.searchedForScripts().stream()
        .map(schema -> schema.equals("$user") ? "current_user" : Identifiers.literal(schema))
        .collect(Collectors.joining(", ", "ARRAY[", "]::pg_catalog.name[]"));
  }
}
