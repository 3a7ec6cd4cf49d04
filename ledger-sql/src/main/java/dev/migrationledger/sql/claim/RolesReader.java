package dev.migrationledger.sql.claim;

import dev.migrationledger.sql.claim.Claim.Right;
import dev.migrationledger.sql.claim.Claim.Said;
import dev.migrationledger.sql.facts.ObjectName;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads who is a member of what, and what roles give away of objects that they will make. */
final class RolesReader {

  private final ParsedStatement statement;
  private final Kept kept;

  RolesReader(ParsedStatement statement, Kept kept) {
    this.statement = statement;
    this.kept = kept;
  }

  void read() {
    Node tree = statement.tree();
    switch (tree.kind()) {
      case "GrantRoleStmt" -> memberships(tree);
      case "AlterDefaultPrivilegesStmt" -> defaults(tree);
      default -> {}
    }
  }

  private void memberships(Node tree) {
    Optional<Right> right = right(tree);
    List<String> members = names(tree.nodes("grantee_roles"));
    if (right.isEmpty() || members.size() < tree.nodes("grantee_roles").size()) {
      kept.forgetRoles();
      return;
    }
    for (Node granted : tree.nodes("granted_roles")) {
      for (String member : members) {
        kept.membership(
            new Claim.Membership(
                role(granted.text("priv_name")), member, right.get(), statement.start()));
      }
    }
  }

  /** Empty when it is about an option of another kind: the membership stays as it is. */
  private static Optional<Right> right(Node tree) {
    boolean grants = tree.flag("is_grant");
    Right right = grants ? Right.GRANTED : Right.REVOKED;
    for (Node option : tree.nodes("opt")) {
      boolean admin = option.text("defname").equals("admin");
      if (!grants) {
        return admin ? Optional.of(Right.NOT_GRANTABLE) : Optional.empty();
      }
      if (admin && option.node("arg").flag("boolval")) {
        right = Right.GRANTABLE;
      }
    }
    return Optional.of(right);
  }

  private void defaults(Node tree) {
    List<String> schemas = new ArrayList<>();
    List<String> owners = new ArrayList<>();
    for (Node option : tree.nodes("options")) {
      List<Node> items = option.node("arg").nodes("items");
      if (option.text("defname").equals("schemas")) {
        items.forEach(item -> schemas.add(item.text("sval")));
      } else if (names(items).size() == items.size()) {
        owners.addAll(names(items));
      } else {
        kept.forgetRoles();
        return;
      }
    }
    Node action = tree.node("action");
    char sort = sort(action.text("objtype"));
    List<String> grantees = RightsReader.grantees(action);
    if (sort == ' ' || grantees.size() < action.nodes("grantees").size()) {
      kept.forgetRoles();
      return;
    }
    Map<String, Said> rights = new TreeMap<>();
    RightsReader.privileges(action)
        .forEach(name -> rights.put(name, new Said(RightsReader.right(action), statement.start())));
    for (String owner : owners.isEmpty() ? List.of("") : owners) {
      for (String schema : schemas.isEmpty() ? List.of("") : schemas) {
        for (String grantee : grantees) {
          kept.defaults(new Claim.Defaults(role(owner), schema, sort, grantee, rights));
        }
      }
    }
  }

  /** The role that runs the script is found where its own schema is. */
  private static ObjectName role(String name) {
    return new ObjectName("", List.of(name), name.isEmpty() ? List.of("$user") : List.of(), "");
  }

  private static char sort(String type) {
    return switch (type) {
      case "OBJECT_TABLE" -> 'r';
      case "OBJECT_SEQUENCE" -> 'S';
      case "OBJECT_FUNCTION", "OBJECT_ROUTINE", "OBJECT_PROCEDURE" -> 'f';
      case "OBJECT_TYPE" -> 'T';
      case "OBJECT_SCHEMA" -> 'n';
      default -> ' ';
    };
  }

  private static List<String> names(List<Node> roles) {
    return roles.stream()
        .filter(role -> role.text("roletype").equals("ROLESPEC_CSTRING"))
        .map(role -> role.text("rolename"))
        .toList();
  }
}
