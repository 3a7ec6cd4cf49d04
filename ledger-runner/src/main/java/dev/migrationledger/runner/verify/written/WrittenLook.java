package dev.migrationledger.runner.verify.written;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.claim.Claim;
import dev.migrationledger.sql.claim.Claims;
import dev.migrationledger.sql.claim.Taken;
import dev.migrationledger.sql.facts.ObjectKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The look at what one script writes beyond shapes; it asks nothing where that is nothing. */
public final class WrittenLook {

  private final Map<Integer, Claim> claims = new LinkedHashMap<>();
  private final Map<Integer, Taken> reindexed = new LinkedHashMap<>();
  private final Leavings leavings;
  private final String question;

  /** For what one script says. */
  public WrittenLook(Claims said) {
    var asked = new Asked();
    Set<String> sorts = new HashSet<>();
    for (var claim : said.claimed()) {
      claims.put(ask(claim, asked, sorts), claim);
    }
    for (var taken : said.taken()) {
      if (isReindexed(taken)) {
        sorts.add(WrittenQuestion.REINDEXED);
        reindexed.put(asked.add(WrittenQuestion.REINDEXED, taken.name(), "", ""), taken);
      }
    }
    this.leavings = new Leavings(said.taken());
    if (!leavings.isEmpty()) {
      sorts.add(WrittenQuestion.LEFT);
    }
    this.question = sorts.isEmpty() ? "" : WrittenQuestion.of(asked, sorts);
  }

  static boolean isReindexed(Taken taken) {
    return taken.sort() == Taken.Sort.REINDEXED || taken.sort() == Taken.Sort.REINDEXED_INDEX;
  }

  /** Whether there is anything to look at. */
  public boolean isWanted() {
    return !question.isEmpty();
  }

  /** What to send before the script's first statement; mostly nothing. */
  public String before(boolean inTransaction) {
    return leavings.before(inTransaction);
  }

  /** What is not as it is written, and what is left without a use. */
  public List<Told> look(Connection connection) {
    if (!isWanted()) {
      return List.of();
    }
    try (var expressions = new Expressions(connection)) {
      var rows = Guarded.rows(connection, question);
      var told = new ArrayList<>(leavings.told(rows, connection));
      var byNumber =
          rows.stream().collect(Collectors.groupingBy(row -> Integer.parseInt(row.get(0))));
      var check = new WrittenCheck(expressions);
      claims.forEach((number, claim) ->
          told.addAll(check.told(claim, byNumber.getOrDefault(number, List.of()))));
      reindexed.forEach((number, taken) ->
          byNumber.getOrDefault(number, List.of()).forEach(row -> told.add(beside(taken, row))));
      return told;
    } catch (SQLException e) {
      return List.of(
          new Told(
              Told.Sort.NOT_LOOKED,
              new Place(1, 1),
              "defaults, privileges and what is left could not be looked at: " + e.getMessage()));
    }
  }

  private static Told beside(Taken taken, List<String> row) {
    return new Told(
        Told.Sort.LEFT,
        taken.place(),
        "index %s is left by a REINDEX CONCURRENTLY that failed: no query uses it"
            .formatted(row.get(2)));
  }

  private static int ask(Claim claim, Asked asked, Set<String> sorts) {
    return switch (claim) {
      case Claim.Column column ->
          add(asked, sorts, WrittenQuestion.COLUMN, claim, column.column(), "");
      case Claim.View view -> add(asked, sorts, WrittenQuestion.VIEW, claim, "", "");
      case Claim.Membership of -> add(asked, sorts, WrittenQuestion.MEMBER, claim, "", of.member());
      case Claim.Defaults of -> {
        sorts.add(WrittenQuestion.DEFAULTS);
        yield asked.add(
            WrittenQuestion.DEFAULTS + of.sort(), claim.object(), of.schema(), of.grantee());
      }
      case Claim.Owner owner -> add(asked, sorts, sort(owner.kind()), claim, signature(claim), "");
      case Claim.Privileges of when of.every() ->
          add(
              asked,
              sorts,
              WrittenQuestion.EVERY,
              claim,
              of.kind() == ObjectKind.SEQUENCE ? "{S}" : "{r,v,m,f,p}",
              of.grantee());
      case Claim.Privileges of when !of.column().isEmpty() ->
          add(asked, sorts, WrittenQuestion.COLUMN_RIGHTS, claim, of.column(), of.grantee());
      case Claim.Privileges of ->
          add(asked, sorts, sort(of.kind()), claim, signature(claim), of.grantee());
    };
  }

  private static int add(
      Asked asked, Set<String> sorts, String sort, Claim claim, String part, String role) {
    sorts.add(sort);
    return asked.add(sort, claim.object(), part, role);
  }

  private static String sort(ObjectKind kind) {
    return switch (kind) {
      case SCHEMA -> WrittenQuestion.SCHEMA;
      case DATABASE -> WrittenQuestion.DATABASE;
      case TYPE, DOMAIN -> WrittenQuestion.TYPE;
      case FUNCTION, PROCEDURE, AGGREGATE, ROUTINE -> WrittenQuestion.ROUTINE;
      default -> WrittenQuestion.RIGHTS;
    };
  }

  /** The types of the arguments as the catalog's names are, {@code none} where there are none. */
  private static String signature(Claim claim) {
    var written = claim.object().signature();
    if (written.isEmpty()) {
      return "";
    }
    var types = written.substring(1, written.length() - 1);
    return types.isBlank()
        ? "none"
        : List.of(types.split(",\\s*")).stream()
            .map(type -> type.replace("[][]", "[]"))
            .map(type -> type.substring(type.lastIndexOf('.') + 1))
            .collect(Collectors.joining(","));
  }
}
