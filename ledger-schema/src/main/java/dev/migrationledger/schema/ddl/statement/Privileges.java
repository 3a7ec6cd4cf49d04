package dev.migrationledger.schema.ddl.statement;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Identifiers;
import dev.migrationledger.schema.object.Naming;
import dev.migrationledger.schema.object.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** GRANT and REVOKE. */
final class Privileges {

  private static final String OPTION = " WITH GRANT OPTION";

  private final Script script;
  private final String lead;
  private final String target;

  private Privileges(Script script, String lead, String target) {
    this.script = script;
    this.lead = lead;
    this.target = target;
  }

  /** What something new has to be given and to lose, beyond what new things have here. */
  static void ofNew(Script script, CatalogObject object, SchemaSnapshot before) {
    var given = new ArrayList<String>();
    var taken = new ArrayList<String>();
    var sort = sort(object.key().kind());
    if (!sort.isEmpty()) {
      var owner = object.text("owner");
      for (String schema : List.of("", object.key().schema())) {
        before
            .find(new ObjectKey(CatalogKind.DEFAULT_PRIVILEGES, schema, "", owner, sort))
            .ifPresent(defaults -> {
              given.addAll(defaults.texts("grants"));
              taken.addAll(defaults.texts("revokes"));
            });
      }
    }
    var self = " TO " + Identifiers.quoted(object.text("owner"));
    given.removeIf(grant -> plain(grant).endsWith(self));
    on(script, object).change(given, object.texts("grants"), taken, object.texts("revokes"));
  }

  /** From what one has to what the other has; a new owner has taken over the old one's. */
  static void ofChanged(Script script, CatalogObject from, CatalogObject to) {
    var old = from.text("owner");
    var now = to.text("owner");
    var given = from.texts("grants");
    var taken = from.texts("revokes");
    if (!old.equals(now)) {
      given =
          given.stream()
              .filter(grant -> !plain(grant).endsWith(" TO " + Identifiers.quoted(now)))
              .toList();
      taken = taken.stream().map(revoke -> other(revoke, old, now)).toList();
    }
    on(script, to).change(given, to.texts("grants"), taken, to.texts("revokes"));
  }

  /** Of default privileges, which are nothing but that. */
  static void ofDefaults(Script script, ObjectKey key, CatalogObject from, CatalogObject to) {
    var lead = "ALTER " + Naming.of(new CatalogObject(key, new TreeMap<>())) + " ";
    new Privileges(script, lead, key.signature().strip())
        .change(
            from.texts("grants"), to.texts("grants"), from.texts("revokes"), to.texts("revokes"));
  }

  private static Privileges on(Script script, CatalogObject object) {
    var key = object.key();
    if (key.kind() == CatalogKind.COLUMN) {
      return new Privileges(
          script, "", "(" + Identifiers.quoted(key.name()) + ") ON " + key.qualifiedParent());
    }
    var name =
        switch (key.kind()) {
          case TABLE, VIEW, MATERIALIZED_VIEW -> "TABLE " + key.qualified();
          case AGGREGATE -> "FUNCTION " + key.qualified();
          case FOREIGN_SERVER -> "FOREIGN SERVER " + Identifiers.quoted(key.name());
          default -> Naming.of(object);
        };
    return new Privileges(script, "", "ON " + name);
  }

  private void change(
      List<String> given, List<String> give, List<String> taken, List<String> take) {
    for (String grant : given) {
      if (!give.contains(grant)) {
        revoke(grant, give.contains(plain(grant)));
      }
    }
    for (String revoke : taken) {
      if (!take.contains(revoke)) {
        int from = split(revoke, " FROM ");
        script.add(
            lead
                + "GRANT "
                + revoke.substring(0, from)
                + " "
                + target
                + " TO "
                + revoke.substring(from + " FROM ".length()));
      }
    }
    for (String revoke : take) {
      if (!taken.contains(revoke)) {
        int from = split(revoke, " FROM ");
        script.add(
            lead + "REVOKE " + revoke.substring(0, from) + " " + target + revoke.substring(from));
      }
    }
    for (String grant : give) {
      if (!given.contains(grant)) {
        int to = split(grant, " TO ");
        script.add(lead + "GRANT " + grant.substring(0, to) + " " + target + grant.substring(to));
      }
    }
  }

  private void revoke(String grant, boolean optionOnly) {
    var plain = plain(grant);
    int to = split(plain, " TO ");
    script.add(
        lead
            + "REVOKE "
            + (optionOnly ? "GRANT OPTION FOR " : "")
            + plain.substring(0, to)
            + " "
            + target
            + " FROM "
            + plain.substring(to + " TO ".length()));
  }

  /** Privileges are words without these, so the first is where the role begins. */
  private static int split(String text, String joint) {
    return text.indexOf(joint);
  }

  private static String other(String revoke, String old, String now) {
    var tail = " FROM " + Identifiers.quoted(old);
    return revoke.endsWith(tail)
        ? revoke.substring(0, revoke.length() - tail.length()) + " FROM " + Identifiers.quoted(now)
        : revoke;
  }

  private static String plain(String grant) {
    return grant.endsWith(OPTION) ? grant.substring(0, grant.length() - OPTION.length()) : grant;
  }

  private static String sort(CatalogKind kind) {
    return switch (kind) {
      case TABLE, VIEW, MATERIALIZED_VIEW -> " ON TABLES";
      case SEQUENCE -> " ON SEQUENCES";
      case FUNCTION, AGGREGATE -> " ON FUNCTIONS";
      case TYPE, DOMAIN -> " ON TYPES";
      case SCHEMA -> " ON SCHEMAS";
      default -> "";
    };
  }
}
