package dev.migrationledger.schema.contract.check;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.contract.rule.ContractCode;
import dev.migrationledger.schema.contract.rule.EnumRule;
import dev.migrationledger.schema.contract.rule.QualifiedName;
import dev.migrationledger.schema.contract.rule.RelationKind;
import dev.migrationledger.schema.contract.rule.Rules;
import dev.migrationledger.schema.contract.rule.TableRule;
import dev.migrationledger.schema.contract.rule.Violation;
import dev.migrationledger.schema.contract.text.NearMiss;
import dev.migrationledger.schema.object.Identifiers;
import java.util.List;
import java.util.stream.Collectors;

/** Tables, views and enums of a contract, each held against a schema. */
public final class SchemaCheck {

  private final Rules rules;
  private final LiveSchema live;
  private final Findings findings = new Findings();

  private SchemaCheck(Rules rules, SchemaSnapshot snapshot) {
    this.rules = rules;
    this.live = new LiveSchema(snapshot);
  }

  /**
   * All rules that hold at a version and are not kept, in the order of the contract.
   *
   * @param head the version that the target has come to
   */
  public static List<Violation> check(Rules rules, SchemaSnapshot snapshot, long head) {
    var check = new SchemaCheck(rules, snapshot);
    rules.tables().stream().filter(t -> t.terms().holdsAt(head)).forEach(t -> check.table(t, head));
    rules.enums().stream().filter(e -> e.terms().holdsAt(head)).forEach(check::labels);
    return check.findings.inOrder();
  }

  private void table(TableRule rule, long head) {
    var found = live.table(rule.name());
    if (found.isEmpty()) {
      var kind = rule.kind() == RelationKind.ANY ? "table or view" : rule.kind().words();
      var like = like(rule.name(), live.relations());
      findings.add(
          ContractCode.RELATION_MISSING,
          rule.terms(),
          rule.name().toString(),
          "there is no %s %s%s".formatted(kind, rule.name(), like),
          "");
      return;
    }
    var table = found.get();
    if (rule.kind() != RelationKind.ANY && rule.kind() != table.kind()) {
      findings.add(
          ContractCode.KIND_DIFFERS,
          rule.terms(),
          rule.name().toString(),
          "%s is a %s, not a %s".formatted(rule.name(), table.kind().words(), rule.kind().words()),
          "");
    }
    new TableCheck(rule, table, List.of(rule.name().schema(), rules.schema(), "public"), findings)
        .check(head);
  }

  private void labels(EnumRule rule) {
    var found = live.labels(rule.name());
    if (found.isEmpty()) {
      findings.add(
          ContractCode.ENUM_MISSING,
          rule.terms(),
          rule.name().toString(),
          "there is no enum type %s%s".formatted(rule.name(), like(rule.name(), live.enums())),
          "");
      return;
    }
    var there = found.get();
    var missing = rule.labels().stream().filter(label -> !there.contains(label)).toList();
    if (!missing.isEmpty()) {
      var near = NearMiss.of(missing.getFirst(), there);
      findings.add(
          ContractCode.LABELS_DIFFER,
          rule.terms(),
          rule.name().toString(),
          "enum %s lacks %s; it has %s"
              .formatted(
                  rule.name(),
                  literals(missing),
                  near.isEmpty() ? literals(there) : Identifiers.literal(near)),
          "Add it in a migration: ALTER TYPE %s ADD VALUE %s."
              .formatted(rule.name(), Identifiers.literal(missing.getFirst())));
    }
    var others = there.stream().filter(label -> !rule.labels().contains(label)).toList();
    if (!rule.others() && !others.isEmpty()) {
      findings.add(
          ContractCode.LABELS_DIFFER,
          rule.terms(),
          rule.name().toString(),
          "enum %s has %s, which the contract does not allow"
              .formatted(rule.name(), literals(others)),
          "Teach the application the label, then add it to the contract, or say \"others: allowed\".");
    }
  }

  /** Where a name of that kind is in another schema, or one like it is here. */
  private static String like(QualifiedName wanted, List<QualifiedName> names) {
    for (var name : names) {
      if (name.name().equals(wanted.name())) {
        return "; there is " + name;
      }
    }
    var here =
        names.stream()
            .filter(name -> name.schema().equals(wanted.schema()))
            .map(QualifiedName::name)
            .toList();
    var near = NearMiss.of(wanted.name(), here);
    return near.isEmpty() ? "" : "; there is " + new QualifiedName(wanted.schema(), near);
  }

  private static String literals(List<String> labels) {
    return labels.stream().map(Identifiers::literal).collect(Collectors.joining(", "));
  }
}
