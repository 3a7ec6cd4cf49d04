package dev.migrationledger.sql.claim;

import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.facts.ObjectName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The claims so far; a later one about the same takes the earlier one's place. */
final class Kept {

  private final List<Claim> claims = new ArrayList<>();

  List<Claim> all() {
    return List.copyOf(claims);
  }

  void clear() {
    claims.clear();
  }

  void column(Claim.Column claim) {
    forgetColumn(claim.object(), claim.column());
    claims.add(claim);
  }

  void forgetColumn(ObjectName table, String column) {
    claims.removeIf(known ->
        known instanceof Claim.Column(var of, var name, var _, var _, var _, var _)
            && name.equals(column)
            && of.mayBe(table));
  }

  void view(Claim.View claim) {
    forgetView(claim.object());
    claims.add(claim);
  }

  void forgetView(ObjectName view) {
    claims.removeIf(known -> known instanceof Claim.View && known.object().mayBe(view));
  }

  /**
   * An object that has another owner has other privileges too: its own go over, and those of the
   * sequences that it owns.
   */
  void forgetRights(ObjectName object) {
    claims.removeIf(known ->
        (known instanceof Claim.Owner || known instanceof Claim.Privileges)
            && known.object().mayBe(object));
    claims.removeIf(
        known -> known instanceof Claim.Privileges of && of.kind() == ObjectKind.SEQUENCE);
    forgetEvery(any -> true);
  }

  void owner(Claim.Owner claim) {
    claims.add(claim);
  }

  /** Adds to what is said of one grantee's privileges on one object. */
  void privileges(Claim.Privileges claim) {
    Map<String, Claim.Said> rights = new TreeMap<>(claim.rights());
    for (Claim known : List.copyOf(claims)) {
      if (known instanceof Claim.Privileges before && isOfSame(before, claim)) {
        before.rights().forEach(rights::putIfAbsent);
        claims.remove(known);
      } else if (known instanceof Claim.Privileges before && isMaybeOfSame(before, claim)) {
        claims.remove(known);
      }
    }
    claims.add(with(claim, rights));
  }

  private static boolean isOfSame(Claim.Privileges one, Claim.Privileges other) {
    return isMaybeOfSame(one, other) && one.object().signature().equals(other.object().signature());
  }

  private static boolean isMaybeOfSame(Claim.Privileges one, Claim.Privileges other) {
    boolean routine =
        one.object().signature().equals(other.object().signature())
            || one.object().signature().isEmpty()
            || other.object().signature().isEmpty();
    return routine
        && one.every() == other.every()
        && (one.kind() == other.kind() || (isRelation(one) && isRelation(other) && !one.every()))
        && one.column().equals(other.column())
        && one.grantee().equals(other.grantee())
        && one.object().mayBe(other.object());
  }

  private static boolean isRelation(Claim.Privileges claim) {
    return claim.kind() == ObjectKind.RELATION || claim.kind() == ObjectKind.SEQUENCE;
  }

  /** Taking a role back takes it from those who have it from that member, too. */
  void membership(Claim.Membership claim) {
    boolean taken = claim.right() == Claim.Right.REVOKED;
    claims.removeIf(known ->
        known instanceof Claim.Membership before
            && before.object().equals(claim.object())
            && (before.member().equals(claim.member()) || taken));
    claims.add(claim);
  }

  /** Adds to what is said of one role's defaults; what holds in any schema holds in each. */
  void defaults(Claim.Defaults claim) {
    Map<String, Claim.Said> rights = new TreeMap<>(claim.rights());
    for (Claim known : List.copyOf(claims)) {
      if (known instanceof Claim.Defaults before
          && before.object().equals(claim.object())
          && before.sort() == claim.sort()
          && before.grantee().equals(claim.grantee())) {
        boolean same = before.schema().equals(claim.schema());
        if (same) {
          before.rights().forEach(rights::putIfAbsent);
        }
        if (same || claim.schema().isEmpty()) {
          claims.remove(known);
        }
      }
    }
    claims.add(
        new Claim.Defaults(claim.object(), claim.schema(), claim.sort(), claim.grantee(), rights));
  }

  /** What is taken back from a table is taken back from its columns; it takes others along. */
  void revoked(ObjectName object, String grantee, Set<String> rights, boolean cascade) {
    for (Claim known : List.copyOf(claims)) {
      if (known instanceof Claim.Privileges before && before.object().mayBe(object)) {
        boolean another = cascade && !before.grantee().equals(grantee);
        boolean column = before.grantee().equals(grantee) && !before.column().isEmpty();
        if (another || column) {
          Map<String, Claim.Said> left = new TreeMap<>(before.rights());
          left.keySet().removeAll(rights);
          claims.remove(known);
          if (!left.isEmpty()) {
            claims.add(with(before, left));
          }
        }
      }
    }
  }

  private static Claim.Privileges with(Claim.Privileges claim, Map<String, Claim.Said> rights) {
    return new Claim.Privileges(
        claim.kind(), claim.object(), claim.every(), claim.column(), claim.grantee(), rights);
  }

  /** What is said of all objects in a schema may not hold of those that come or change later. */
  void forgetEvery(Predicate<String> grantee) {
    claims.removeIf(
        known -> known instanceof Claim.Privileges of && of.every() && grantee.test(of.grantee()));
  }

  /** What is said of single objects may be otherwise when all of a schema change. */
  void forgetSingle(Collection<String> grantees) {
    claims.removeIf(known ->
        known instanceof Claim.Privileges of && !of.every() && grantees.contains(of.grantee()));
  }

  /** Roles have other names, or what they own has another owner. */
  void forgetRoles() {
    claims.removeIf(known -> !(known instanceof Claim.Column) && !(known instanceof Claim.View));
  }

  /** Of a column that goes or has another name. */
  void forgetPart(ObjectName column) {
    String last = column.parts().getLast();
    ObjectName table =
        new ObjectName(
            column.schema(), column.parts().subList(0, 1), column.searched(), column.signature());
    forgetColumn(table, last);
    forgetView(table);
    claims.removeIf(known ->
        known instanceof Claim.Privileges of
            && of.column().equals(last)
            && of.object().mayBe(table));
  }

  /** Nothing is claimed of an object any more. */
  void forget(ObjectName object) {
    claims.removeIf(known -> known.object().mayBe(object));
  }

  /** Of the expressions: their words may mean something else from here on. */
  void forgetExpressions(Predicate<String> text) {
    claims.replaceAll(known ->
        switch (known) {
          case Claim.Column(var of, var name, var source, var written, var at, var passed)
              when text.test(written.text()) ->
              new Claim.Column(of, name, source, Written.NONE, at, passed);
          case Claim.View(var of, var columns, var query, var at, var passed)
              when text.test(query.text()) ->
              new Claim.View(of, columns, Written.NONE, at, passed);
          default -> known;
        });
  }
}
