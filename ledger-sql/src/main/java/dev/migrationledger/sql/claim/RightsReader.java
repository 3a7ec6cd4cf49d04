package dev.migrationledger.sql.claim;

import dev.migrationledger.sql.claim.Claim.Right;
import dev.migrationledger.sql.claim.Claim.Said;
import dev.migrationledger.sql.facts.Action;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads GRANT and REVOKE of privileges, and changes of owners. */
final class RightsReader {

  private static final List<String> OF_TABLES =
      List.of("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER");
  private static final List<String> OF_COLUMNS =
      List.of("SELECT", "INSERT", "UPDATE", "REFERENCES");

  private final ParsedStatement statement;
  private final List<Fact> facts;
  private final Kept kept;

  RightsReader(ParsedStatement statement, List<Fact> facts, Kept kept) {
    this.statement = statement;
    this.facts = facts;
    this.kept = kept;
  }

  void read() {
    Node tree = statement.tree();
    switch (tree.kind()) {
      case "GrantStmt" -> rights(tree);
      case "AlterOwnerStmt" -> owner(tree.node("newowner"));
      case "AlterTableStmt" ->
          tree.nodes("cmds").stream()
              .filter(command -> command.text("subtype").equals("AT_ChangeOwner"))
              .forEach(command -> owner(command.node("newowner")));
      case "ReassignOwnedStmt" -> kept.forgetRoles();
      default -> {}
    }
  }

  private void owner(Node role) {
    facts.stream()
        .filter(fact -> fact.action() == Action.ALTER)
        .filter(fact -> !fact.kind().isPart() && fact.kind() != ObjectKind.ROLE)
        .findFirst()
        .ifPresent(fact -> {
          String name = role.text("rolename");
          kept.forgetRights(fact.name());
          if (!name.isEmpty() && hasOwner(fact.kind()) && !statement.tree().flag("missing_ok")) {
            kept.owner(new Claim.Owner(fact.kind(), fact.name(), name, fact.place()));
          }
        });
  }

  private static boolean hasOwner(ObjectKind kind) {
    return switch (kind) {
      case TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE, FOREIGN_TABLE, RELATION -> true;
      case SCHEMA, TYPE, DOMAIN, FUNCTION, PROCEDURE, AGGREGATE, ROUTINE -> true;
      default -> false;
    };
  }

  /** A grantee that the session tells, as CURRENT_USER does, is left out. */
  private void rights(Node tree) {
    boolean every = tree.text("targtype").equals("ACL_TARGET_ALL_IN_SCHEMA");
    ObjectKind kind = kind(tree.text("objtype"));
    List<String> grantees = grantees(tree);
    if (every) {
      kept.forgetSingle(grantees);
    } else {
      kept.forgetEvery(grantees::contains);
    }
    if (grantees.size() < tree.nodes("grantees").size()) {
      kept.forgetRoles();
      return;
    }
    boolean relation = kind == ObjectKind.RELATION || kind == ObjectKind.SEQUENCE;
    if (kind == ObjectKind.OPAQUE || (every && !relation)) {
      return;
    }
    for (Fact fact : facts) {
      boolean object =
          fact.detail().equals(tree.flag("is_grant") ? "grant" : "revoke")
              && !fact.kind().isPart()
              && fact.kind() != ObjectKind.ROLE;
      if (object) {
        grantees.forEach(grantee -> rights(tree, kind, fact, every, grantee));
      }
    }
  }

  private void rights(Node tree, ObjectKind kind, Fact fact, boolean every, String grantee) {
    byColumn(tree, kind)
        .forEach((column, privileges) -> {
          Map<String, Said> said = new TreeMap<>();
          privileges.forEach(privilege -> said.put(privilege, new Said(right(tree), fact.place())));
          if (!tree.flag("is_grant") && column.isEmpty()) {
            boolean cascade = tree.text("behavior").equals("DROP_CASCADE");
            kept.revoked(fact.name(), grantee, said.keySet(), cascade);
          }
          kept.privileges(new Claim.Privileges(kind, fact.name(), every, column, grantee, said));
        });
  }

  static Right right(Node tree) {
    boolean option = tree.flag("grant_option");
    if (tree.flag("is_grant")) {
      return option ? Right.GRANTABLE : Right.GRANTED;
    }
    return option ? Right.NOT_GRANTABLE : Right.REVOKED;
  }

  /** Those of a statement that is about whole objects. */
  static List<String> privileges(Node tree) {
    return byColumn(tree, kind(tree.text("objtype"))).getOrDefault("", List.of());
  }

  /** The privileges by the column they are for, an empty one for the whole. */
  private static Map<String, List<String>> byColumn(Node tree, ObjectKind kind) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    if (tree.nodes("privileges").isEmpty()) {
      found.put("", all(kind));
    }
    for (Node privilege : tree.nodes("privileges")) {
      String name = privilege.text("priv_name").toUpperCase(Locale.ROOT);
      List<String> columns = privilege.names("cols");
      List<String> names =
          name.isEmpty() ? OF_COLUMNS : List.of(name.equals("TEMP") ? "TEMPORARY" : name);
      for (String column : columns.isEmpty() ? List.of("") : columns) {
        found.computeIfAbsent(column, any -> new ArrayList<>()).addAll(names);
      }
    }
    return found;
  }

  /** Those that every version of the server knows. */
  private static List<String> all(ObjectKind kind) {
    return switch (kind) {
      case SEQUENCE -> List.of("USAGE", "SELECT", "UPDATE");
      case SCHEMA -> List.of("USAGE", "CREATE");
      case DATABASE -> List.of("CREATE", "CONNECT", "TEMPORARY");
      case TYPE -> List.of("USAGE");
      case ROUTINE -> List.of("EXECUTE");
      default -> OF_TABLES;
    };
  }

  private static ObjectKind kind(String type) {
    return switch (type) {
      case "OBJECT_TABLE" -> ObjectKind.RELATION;
      case "OBJECT_SEQUENCE" -> ObjectKind.SEQUENCE;
      case "OBJECT_SCHEMA" -> ObjectKind.SCHEMA;
      case "OBJECT_DATABASE" -> ObjectKind.DATABASE;
      case "OBJECT_TYPE", "OBJECT_DOMAIN" -> ObjectKind.TYPE;
      case "OBJECT_FUNCTION", "OBJECT_PROCEDURE", "OBJECT_ROUTINE" -> ObjectKind.ROUTINE;
      default -> ObjectKind.OPAQUE;
    };
  }

  static List<String> grantees(Node tree) {
    List<String> names = new ArrayList<>();
    for (Node role : tree.nodes("grantees")) {
      switch (role.text("roletype")) {
        case "ROLESPEC_PUBLIC" -> names.add("");
        case "ROLESPEC_CSTRING" -> names.add(role.text("rolename"));
        default -> {}
      }
    }
    return names;
  }
}
