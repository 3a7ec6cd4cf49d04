package dev.migrationledger.runner.trace;

import dev.migrationledger.runner.trace.seen.Claim;
import dev.migrationledger.runner.trace.seen.Claim.Kind;
import dev.migrationledger.runner.trace.seen.LockMode;
import dev.migrationledger.runner.trace.seen.SeenLock;
import dev.migrationledger.sql.lint.LintFinding;
import dev.migrationledger.sql.lint.script.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds what rules claim of a statement against what was seen.
 *
 * @param taken the locks that the statement took
 * @param held those that its transaction held already
 * @param rewritten the tables it wrote anew
 */
record Comparison(List<SeenLock> taken, List<SeenLock> held, List<String> rewritten) {

  private static final String ANEW = "written anew";

  Comparison {
    taken = List.copyOf(taken);
    held = List.copyOf(held);
    rewritten = List.copyOf(rewritten);
  }

  /** Each claim once, beside what was seen. */
  List<Claim> claims(List<LintFinding> findings) {
    Set<Claim> claims = new LinkedHashSet<>();
    for (LintFinding finding : findings) {
      if (finding.rule().example().lock().isMade()) {
        claims.add(lock(finding));
      }
      if (!finding.rule().example().rewrite().isEmpty()) {
        claims.add(rewrite(finding));
      }
    }
    return List.copyOf(claims);
  }

  /** What was seen and none of the claims is about. */
  List<Claim> unclaimed(List<Claim> claims) {
    List<Claim> more = new ArrayList<>();
    taken.stream()
        .filter(lock -> !lock.made() && !lock.isIndex() && lock.mode().stopsWrites())
        .filter(lock -> isNotNamed(claims, Kind.LOCK, lock.relation()))
        .forEach(lock -> more.add(seen(Kind.LOCK, lock.relation(), lock.mode().words())));
    rewritten.stream()
        .filter(table -> isNotNamed(claims, Kind.REWRITE, table))
        .forEach(table -> more.add(seen(Kind.REWRITE, table, ANEW)));
    return more;
  }

  private static Claim seen(Kind kind, String relation, String what) {
    return new Claim("", kind, relation, "", what);
  }

  private static boolean isNotNamed(List<Claim> claims, Kind kind, String relation) {
    return claims.stream()
        .noneMatch(claim -> claim.kind() == kind && claim.relation().equals(relation));
  }

  private Claim lock(LintFinding finding) {
    LockMode claimed = LockMode.of(finding.rule().example().lock().mode());
    String relation = relation(finding);
    return new Claim(
        finding.rule().code(),
        Kind.LOCK,
        relation,
        claimed.words(),
        seen(relation, claimed).map(LockMode::words).orElse(""));
  }

  private Claim rewrite(LintFinding finding) {
    String relation = relation(finding);
    return new Claim(
        finding.rule().code(),
        Kind.REWRITE,
        relation,
        ANEW,
        rewritten.contains(relation) ? ANEW : "");
  }

  /** The table as it was seen; a rule about an index, or a type, is about a table all the same. */
  private String relation(LintFinding finding) {
    TableName named = finding.table();
    if (!named.isKnown()) {
      return taken.stream()
          .filter(lock -> !lock.isIndex() && !lock.made())
          .max(Comparator.comparing(SeenLock::mode))
          .map(SeenLock::relation)
          .orElse("a relation");
    }
    return Stream.concat(taken.stream(), held.stream())
        .filter(lock -> isNamed(lock.relation(), named))
        .findFirst()
        .map(SeenLock::table)
        .orElse(named.toString());
  }

  private static boolean isNamed(String relation, TableName named) {
    return named.schema().isEmpty()
        ? relation.endsWith("." + named.name())
        : relation.equals(named.toString());
  }

  /** What the statement took; when that is less than claimed, what an earlier one did counts. */
  private Optional<LockMode> seen(String relation, LockMode claimed) {
    Optional<LockMode> own = strongest(taken, relation);
    if (own.filter(mode -> mode.compareTo(claimed) >= 0).isPresent()) {
      return own;
    }
    boolean before =
        held.stream().anyMatch(one -> one.relation().equals(relation) && one.mode() == claimed);
    return before ? Optional.of(claimed) : own.or(() -> strongest(held, relation));
  }

  private static Optional<LockMode> strongest(List<SeenLock> locks, String relation) {
    return locks.stream()
        .filter(lock -> lock.relation().equals(relation))
        .map(SeenLock::mode)
        .max(Comparator.naturalOrder());
  }
}
