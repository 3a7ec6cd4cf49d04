package dev.migrationledger.schema.ddl;

import dev.migrationledger.schema.diff.ObjectChange.Changed;
import dev.migrationledger.schema.object.CatalogObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which changes cannot be made to the object that is there. */
final class Anew {

  /** What ALTER can say of views and of what stands on tables. */
  private static final String[] ALTERABLE = {
    "owner",
    "comment",
    "grants",
    "revokes",
    "options",
    "target",
    "fires",
    "access_method",
    "tablespace",
    "columns"
  };

  private Anew() {}

  /** Whether nothing but dropping it and making it anew leads there. */
  static boolean isNeeded(Changed change) {
    var attributes = change.attributes();
    var from = change.from();
    var to = change.to();
    return switch (change.key().kind()) {
      case VIEW -> attributes.contains("definition") && !isLonger(from, to);
      case MATERIALIZED_VIEW, RULE, STATISTICS, OPERATOR_CLASS, CAST ->
          hasOther(attributes, ALTERABLE);
      case INDEX -> attributes.contains("definition") || attributes.contains("invalid");
      case TRIGGER -> attributes.contains("definition");
      case POLICY -> hasOther(attributes, "comment");
      case CONSTRAINT, DOMAIN_CONSTRAINT ->
          attributes.contains("form")
              || (attributes.contains("definition")
                  && !isValidated(from, to)
                  && !isDeferral(from, to));
      case FUNCTION ->
          attributes.contains("form")
              || (attributes.contains("definition") && !head(from).equals(head(to)));
      case AGGREGATE ->
          attributes.contains("stype")
              || attributes.contains("form")
              || attributes.contains("arguments");
      case OPERATOR -> hasOther(attributes, "owner", "comment", "restrict", "join");
      case TEXT_SEARCH -> attributes.contains("parser") || attributes.contains("template");
      case EVENT_TRIGGER -> hasOther(attributes, "owner", "comment", "fires");
      case PUBLICATION -> attributes.contains("all_tables");
      case COLUMN ->
          (attributes.contains("generated") && from.text("generated").isEmpty())
              || attributes.contains("virtual");
      default -> false;
    };
  }

  private static boolean hasOther(Set<String> attributes, String... known) {
    var others = new TreeSet<>(attributes);
    List.of(known).forEach(others::remove);
    return !others.isEmpty();
  }

  /** OR REPLACE can add columns at the end only. */
  private static boolean isLonger(CatalogObject from, CatalogObject to) {
    var was = from.texts("columns");
    var is = to.texts("columns");
    return is.size() >= was.size() && is.subList(0, was.size()).equals(was);
  }

  private static boolean isValidated(CatalogObject from, CatalogObject to) {
    return from.text("definition").equals(to.text("definition") + " NOT VALID");
  }

  private static boolean isDeferral(CatalogObject from, CatalogObject to) {
    return from.text("form").equals("foreign key")
        && withoutDeferral(from).equals(withoutDeferral(to));
  }

  private static String withoutDeferral(CatalogObject key) {
    return key.text("definition").replaceFirst("( DEFERRABLE)?( INITIALLY DEFERRED)?$", "");
  }

  /** Name, arguments and result. */
  private static List<String> head(CatalogObject function) {
    return function.text("definition").lines().limit(2).toList();
  }
}
