package dev.migrationledger.sql.lint.check;

import static dev.migrationledger.sql.lint.check.Trees.NOTHING;

import dev.migrationledger.sql.lint.script.Check;
import dev.migrationledger.sql.lint.script.Hit;
import dev.migrationledger.sql.lint.script.Subject;
import dev.migrationledger.sql.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Locks that make others wait, and what is done while they are held. */
final class LockChecks {

  private static final int MANY = 3;
  private static final int SHARE_ROW_EXCLUSIVE = 6;
  private static final int ACCESS_EXCLUSIVE = 8;

  /** Commands of ALTER TABLE that take less than ACCESS EXCLUSIVE. */
  private static final Set<String> LESSER =
      Set.of(
          "ValidateConstraint",
          "SetStatistics",
          "SetOptions",
          "ResetOptions",
          "SetRelOptions",
          "ResetRelOptions",
          "ClusterOn",
          "DropCluster",
          "AttachPartition",
          "EnableTrig",
          "EnableAlwaysTrig",
          "EnableReplicaTrig",
          "EnableTrigAll",
          "EnableTrigUser",
          "DisableTrig",
          "DisableTrigAll",
          "DisableTrigUser");

  private LockChecks() {}

  static Map<String, Check> all() {
    return Map.ofEntries(
        Map.entry("vacuum-full", LockChecks::vacuum),
        Map.entry("cluster", Trees.relation("ClusterStmt", tree -> true)),
        Map.entry(
            "refresh-blocks-readers",
            Trees.relation(
                "RefreshMatViewStmt", tree -> !tree.flag("concurrent") && !tree.flag("skipData"))),
        Map.entry("logging-rewrites", Trees.command("SetLogged", "SetUnLogged")),
        Map.entry("storage-rewrites", Trees.command("SetTableSpace", "SetAccessMethod")),
        Map.entry("attach-scans", LockChecks::attach),
        Map.entry(
            "detach-blocks",
            Trees.command((s, c) -> !c.node("def").flag("concurrent"), "DetachPartition")),
        Map.entry("trigger-blocks-writes", Trees.relation("CreateTrigStmt", tree -> true)),
        Map.entry(
            "trigger-disabled", Trees.command("DisableTrig", "DisableTrigAll", "DisableTrigUser")),
        Map.entry("lock-table", LockChecks::lockTable),
        Map.entry("work-under-lock", LockChecks::work),
        Map.entry("many-locks", LockChecks::many),
        Map.entry("rule-created", Trees.relation("RuleStmt", tree -> true)));
  }

  private static List<Hit> vacuum(Subject subject) {
    boolean full = subject.is("VacuumStmt") && Trees.option(subject.tree(), "options", "full");
    List<String> names =
        subject.tree().nodes("rels").stream()
            .map(one -> Trees.written(one.node("relation")))
            .toList();
    return full
        ? List.of(subject.hit(names.isEmpty() ? "every table" : String.join(", ", names)))
        : NOTHING;
  }

  /** A constraint on the partition, validated before, takes the scan's place. */
  private static List<Hit> attach(Subject subject) {
    List<Hit> hits = new ArrayList<>();
    for (Node command : subject.tree().nodes("cmds")) {
      Node partition = command.node("def").node("name");
      boolean scans =
          Trees.subtype(command).equals("AttachPartition") && subject.existed(partition);
      if (scans && subject.before().stream().noneMatch(one -> validates(one, partition))) {
        hits.add(subject.hit(partition, Trees.written(partition)).on(partition));
      }
    }
    return hits;
  }

  private static boolean validates(Subject subject, Node table) {
    return Trees.table(subject).equals(Trees.written(table))
        && Trees.commands(subject).anyMatch(c -> Trees.subtype(c).equals("ValidateConstraint"));
  }

  private static List<Hit> lockTable(Subject subject) {
    if (!subject.is("LockStmt") || subject.tree().number("mode") < SHARE_ROW_EXCLUSIVE) {
      return NOTHING;
    }
    return subject.tree().nodes("relations").stream()
        .filter(subject::existed)
        .map(relation -> subject.hit(relation, Trees.written(relation)).on(relation))
        .toList();
  }

  /** Told once for each lock: at the first work behind it. */
  private static List<Hit> work(Subject subject) {
    if (!isWork(subject)) {
      return NOTHING;
    }
    LinkedHashSet<String> locked = new LinkedHashSet<>();
    for (Subject one : subject.before()) {
      if (isWork(one)) {
        locked.clear();
      } else if (subject.sharesTransactionWith(one)) {
        locked.addAll(locked(one));
      }
    }
    return locked.isEmpty()
        ? NOTHING
        : List.of(subject.hit(String.join(", ", locked)).on(parts(locked.getFirst())));
  }

  private static List<String> parts(String written) {
    return List.of(written.split("\\.", -1));
  }

  /** As long as its table is large, or the one it reads from. */
  private static boolean isWork(Subject subject) {
    Node tree = subject.tree();
    return switch (tree.kind()) {
      case "UpdateStmt", "DeleteStmt", "MergeStmt" -> subject.existed(tree.node("relation"));
      case "InsertStmt" -> tree.node("selectStmt").has("fromClause");
      case "CopyStmt", "CreateTableAsStmt" -> true;
      default -> false;
    };
  }

  private static List<Hit> many(Subject subject) {
    Set<String> own = locked(subject);
    if (own.isEmpty() || !subject.inTransaction()) {
      return NOTHING;
    }
    Set<String> before = new LinkedHashSet<>();
    subject.before().stream()
        .filter(subject::sharesTransactionWith)
        .forEach(one -> before.addAll(locked(one)));
    Set<String> all = new LinkedHashSet<>(before);
    all.addAll(own);
    boolean reached = before.size() < MANY && all.size() >= MANY;
    return reached ? List.of(subject.hit(String.join(", ", all))) : NOTHING;
  }

  /** The tables of before the script that the statement locks in ACCESS EXCLUSIVE mode. */
  private static Set<String> locked(Subject subject) {
    Set<String> names = new LinkedHashSet<>();
    Node tree = subject.tree();
    switch (tree.kind()) {
      case "AlterTableStmt" -> {
        if (Trees.commands(subject).anyMatch(LockChecks::isExclusive)) {
          names.add(Trees.table(subject));
        }
      }
      case "RenameStmt", "AlterObjectSchemaStmt" -> {
        if (subject.existed(tree.node("relation"))) {
          names.add(Trees.table(subject));
        }
      }
      case "TruncateStmt", "LockStmt" -> {
        if (tree.is("TruncateStmt") || tree.number("mode") == ACCESS_EXCLUSIVE) {
          tree.nodes("relations").stream()
              .filter(subject::existed)
              .forEach(one -> names.add(Trees.written(one)));
        }
      }
      case "DropStmt" -> {
        if (tree.text("removeType").equals("OBJECT_TABLE")) {
          Trees.dropped(tree).stream()
              .filter(name -> !subject.isNew(name.getLast()))
              .forEach(name -> names.add(String.join(".", name)));
        }
      }
      case String other -> {}
    }
    return names;
  }

  private static boolean isExclusive(Node command) {
    Node added = command.node("def");
    boolean foreignKey = Trees.isConstraint(added, "FOREIGN");
    return !LESSER.contains(Trees.subtype(command)) && !foreignKey;
  }
}
