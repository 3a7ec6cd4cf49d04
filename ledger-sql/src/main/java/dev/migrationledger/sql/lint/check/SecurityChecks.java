package dev.migrationledger.sql.lint.check;

import static dev.migrationledger.sql.lint.check.Trees.NOTHING;

import dev.migrationledger.sql.SecretText;
import dev.migrationledger.sql.lint.script.Check;
import dev.migrationledger.sql.lint.script.Hit;
import dev.migrationledger.sql.lint.script.Subject;
import dev.migrationledger.sql.tree.Node;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What gives rights away, runs as somebody else, or tells secrets. */
final class SecurityChecks {

  private static final Set<String> TRUSTING = Set.of("c", "internal");

  private SecurityChecks() {}

  static Map<String, Check> all() {
    return Map.ofEntries(
        Map.entry("grant-to-public", SecurityChecks::toPublic),
        Map.entry("grant-option", SecurityChecks::grantOption),
        Map.entry("superuser", SecurityChecks::superuser),
        Map.entry("definer-without-path", SecurityChecks::definer),
        Map.entry("secret-in-script", SecurityChecks::secret),
        Map.entry(
            "copy-program",
            Trees.statement(
                one -> one.is("CopyStmt") && one.tree().flag("is_program"),
                tree -> "COPY … PROGRAM")),
        Map.entry(
            "copy-server-file",
            Trees.statement(
                one ->
                    one.is("CopyStmt")
                        && !one.tree().flag("is_program")
                        && !one.tree().text("filename").isEmpty(),
                tree -> tree.text("filename"))),
        Map.entry(
            "alter-system",
            Trees.statement(
                one -> one.is("AlterSystemStmt"), tree -> tree.node("setstmt").text("name"))),
        Map.entry("rls-without-policy", SecurityChecks::withoutPolicy),
        Map.entry("rls-disabled", Trees.command("DisableRowSecurity")),
        Map.entry("untrusted-language", SecurityChecks::untrusted),
        Map.entry(
            "replication-role",
            Trees.statement(
                one ->
                    one.is("VariableSetStmt")
                        && one.tree().text("name").equalsIgnoreCase("session_replication_role")
                        && one.tree().text("kind").equals("VAR_SET_VALUE"),
                tree -> "session_replication_role")));
  }

  private static Node grant(Subject subject) {
    return switch (subject.tree().kind()) {
      case "GrantStmt" -> subject.tree();
      case "AlterDefaultPrivilegesStmt" -> subject.tree().node("action");
      default -> Node.NONE;
    };
  }

  private static List<Hit> toPublic(Subject subject) {
    Node grant = grant(subject);
    if (!grant.flag("is_grant")) {
      return NOTHING;
    }
    return grant.nodes("grantees").stream()
        .filter(role -> role.text("roletype").equals("ROLESPEC_PUBLIC"))
        .map(role -> subject.hit(role, privileges(grant)))
        .toList();
  }

  private static String privileges(Node grant) {
    List<String> names =
        grant.nodes("privileges").stream()
            .map(one -> one.text("priv_name").toUpperCase(Locale.ROOT))
            .toList();
    return names.isEmpty() ? "ALL" : String.join(", ", names);
  }

  private static List<Hit> grantOption(Subject subject) {
    Node grant = grant(subject);
    boolean passesOn = grant.flag("is_grant") && grant.flag("grant_option");
    boolean admin =
        subject.is("GrantRoleStmt")
            && subject.tree().flag("is_grant")
            && Trees.option(subject.tree(), "opt", "admin");
    return passesOn || admin
        ? List.of(subject.hit(passesOn ? privileges(grant) : "membership"))
        : NOTHING;
  }

  private static List<Hit> superuser(Subject subject) {
    boolean role = subject.is("CreateRoleStmt") || subject.is("AlterRoleStmt");
    if (!role || !Trees.option(subject.tree(), "options", "superuser")) {
      return NOTHING;
    }
    String created = subject.tree().text("role");
    String name = created.isEmpty() ? subject.tree().node("role").text("rolename") : created;
    return List.of(subject.hit(name));
  }

  private static List<Hit> definer(Subject subject) {
    if (!subject.is("CreateFunctionStmt") || !Trees.option(subject.tree(), "options", "security")) {
      return NOTHING;
    }
    boolean path =
        options(subject, "set").anyMatch(one -> one.node("arg").text("name").equals("search_path"));
    return path ? NOTHING : List.of(subject.hit(function(subject)));
  }

  private static List<Hit> untrusted(Subject subject) {
    boolean found =
        subject.is("CreateFunctionStmt")
            && options(subject, "language")
                .map(one -> one.node("arg").text("sval").toLowerCase(Locale.ROOT))
                .anyMatch(name -> TRUSTING.contains(name) || name.endsWith("u"));
    return found ? List.of(subject.hit(function(subject))) : NOTHING;
  }

  private static Stream<Node> options(Subject subject, String name) {
    return subject.tree().nodes("options").stream()
        .filter(option -> option.text("defname").equals(name));
  }

  private static String function(Subject subject) {
    return String.join(".", subject.tree().names("funcname"));
  }

  /** At the first character that must not be shown. */
  private static List<Hit> secret(Subject subject) {
    String text = subject.text();
    String clean = SecretText.without(text);
    if (clean.equals(text)) {
      return NOTHING;
    }
    int same = 0;
    while (same < Math.min(text.length(), clean.length())
        && text.charAt(same) == clean.charAt(same)) {
      same++;
    }
    return List.of(subject.hitAt(text.codePointCount(0, same) + 1, "a password, key or token"));
  }

  private static List<Hit> withoutPolicy(Subject subject) {
    boolean enables =
        subject.is("AlterTableStmt")
            && subject.tree().nodes("cmds").stream()
                .anyMatch(command -> Trees.subtype(command).equals("EnableRowSecurity"));
    return enables && !hasPolicy(subject) ? List.of(subject.hit(Trees.table(subject))) : NOTHING;
  }

  private static boolean hasPolicy(Subject subject) {
    String table = subject.tree().node("relation").text("relname");
    return Stream.concat(subject.before().stream(), subject.after().stream())
        .filter(one -> one.is("CreatePolicyStmt"))
        .anyMatch(one -> one.tree().node("table").text("relname").equals(table));
  }
}
