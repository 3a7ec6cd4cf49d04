package dev.migrationledger.runner.verify.written;

import dev.migrationledger.schema.object.Identifiers;
import dev.migrationledger.sql.SecretText;
import dev.migrationledger.sql.claim.Claim;
import dev.migrationledger.sql.facts.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds one claim against the rows that the catalogs gave for it; without rows nothing is told. */
final class WrittenCheck {

  private static final String PASSED = "; it was there before, and IF NOT EXISTS passed it over";
  private static final Set<String> OF_SEQUENCES = Set.of("USAGE", "SELECT", "UPDATE");
  private static final int NAMED = 3;

  private final Expressions expressions;

  WrittenCheck(Expressions expressions) {
    this.expressions = expressions;
  }

  List<Told> told(Claim claim, List<List<String>> rows) {
    return switch (claim) {
      case Claim.Column column ->
          first(rows, "column")
              .flatMap(row -> differs(column, row))
              .map(is -> shape(column, is))
              .stream()
              .toList();
      case Claim.View view ->
          first(rows, "view").flatMap(row -> differs(view, row)).stream().toList();
      case Claim.Owner owner ->
          first(rows, "owner").flatMap(row -> differs(owner, row.get(2))).stream().toList();
      case Claim.Privileges of -> of.every() ? every(of, rows) : single(of, rows);
      case Claim.Membership of -> RoleCheck.told(of, rows);
      case Claim.Defaults of -> RoleCheck.told(of, rows);
    };
  }

  static Optional<List<String>> first(List<List<String>> rows, String sort) {
    return rows.stream().filter(row -> row.get(1).equals(sort)).findFirst();
  }

  private Optional<String> differs(Claim.Column written, List<String> row) {
    var identity = !row.get(2).isEmpty();
    var generated = !row.get(3).isEmpty();
    var expression = row.get(4);
    var value = identity || generated ? "" : expression;
    return Optional.ofNullable(
        switch (written.source()) {
          case NOTHING ->
              value.isEmpty() || value.startsWith("NULL")
                  ? null
                  : "has the default %s, and is written without one".formatted(shown(value));
          case IDENTITY -> identity ? null : "is no identity column, and is written so";
          case SEQUENCE ->
              !value.isEmpty() || identity ? null : "has no default, and is written as serial";
          case GENERATED -> {
            if (!generated) {
              yield "is not generated, and is written so";
            }
            yield expressions.differ(written.written(), expression, row.get(5), row.get(6))
                ? "is generated as %s, not as %s"
                    .formatted(shown(expression), shown(written.written().text()))
                : null;
          }
          case DEFAULT -> {
            if (identity || generated) {
              yield "is %s, and is written with a default"
                  .formatted(identity ? "an identity column" : "generated");
            }
            if (value.isEmpty()) {
              yield written.written().text().isEmpty()
                  ? "has no default, and is written with one"
                  : "has no default, not %s".formatted(shown(written.written().text()));
            }
            yield expressions.differ(written.written(), value, row.get(5), "")
                ? "has the default %s, not %s"
                    .formatted(shown(value), shown(written.written().text()))
                : null;
          }
        });
  }

  private static String shown(String expression) {
    return SecretText.without(expression);
  }

  private static Told shape(Claim.Column column, String is) {
    return new Told(
        Told.Sort.SHAPE,
        column.place(),
        "column %s.%s %s%s"
            .formatted(
                column.object().written(), column.column(), is, column.lenient() ? PASSED : ""));
  }

  private Optional<Told> differs(Claim.View view, List<String> row) {
    var other = view.columns().isEmpty() ? Optional.<Told>empty() : differs(view, row.get(2));
    return other.isPresent() || !expressions.differ(view.query(), row.get(3))
        ? other
        : Optional.of(
            new Told(
                Told.Sort.SHAPE,
                view.place(),
                "materialized view %s has another query%s"
                    .formatted(view.object().written(), PASSED)));
  }

  private static Optional<Told> differs(Claim.View view, String is) {
    var columns = is.split(",(?=(?:[^\"]*+\"[^\"]*+\")*+[^\"]*+$)", -1);
    var same = columns.length == view.columns().size();
    for (int i = 0; same && i < columns.length; i++) {
      var name = view.columns().get(i);
      same =
          name.isEmpty()
              || Identifiers.quoted(name).equals(columns[i])
              || ('"' + name.replace("\"", "\"\"") + '"').equals(columns[i])
              || name.equals(columns[i]);
    }
    var written =
        view.columns().stream()
            .map(name -> name.isEmpty() ? "?" : Identifiers.quoted(name))
            .collect(Collectors.joining(","));
    return same
        ? Optional.empty()
        : Optional.of(
            new Told(
                Told.Sort.SHAPE,
                view.place(),
                "view %s has the columns %s, not %s%s"
                    .formatted(
                        view.object().written(), is, written, view.lenient() ? PASSED : "")));
  }

  private static Optional<Told> differs(Claim.Owner owner, String is) {
    return is.equals(owner.role())
        ? Optional.empty()
        : Optional.of(
            new Told(
                Told.Sort.RIGHT,
                owner.place(),
                "%s %s is owned by %s, not by %s"
                    .formatted(
                        words(owner.kind()),
                        owner.object().written(),
                        Identifiers.quoted(is),
                        Identifiers.quoted(owner.role()))));
  }

  private static List<Told> single(Claim.Privileges claim, List<List<String>> rows) {
    var there = first(rows, "there");
    if (there.isEmpty()) {
      return List.of();
    }
    var sequence = there.get().get(2).equals("S");
    var told = new ArrayList<Told>();
    claim
        .rights()
        .forEach((privilege, said) -> {
          var is =
              rows.stream()
                  .filter(row -> row.get(1).equals("right") && row.get(2).equals(privilege))
                  .toList();
          if (!sequence || OF_SEQUENCES.contains(privilege)) {
            Rights.differ(said.right(), privilege, is)
                .map(words ->
                    new Told(
                        Told.Sort.RIGHT,
                        said.place(),
                        "%s on %s: %s".formatted(role(claim), object(claim), words)))
                .ifPresent(told::add);
          }
        });
    return told;
  }

  private static List<Told> every(Claim.Privileges claim, List<List<String>> rows) {
    var told = new ArrayList<Told>();
    claim
        .rights()
        .forEach((privilege, said) -> {
          var other =
              rows.stream()
                  .filter(
                      row -> !Rights.hold(said.right(), privilege, List.of(row.get(3).split(","))))
                  .map(row -> row.get(2))
                  .sorted()
                  .toList();
          if (!other.isEmpty()) {
            told.add(
                new Told(
                    Told.Sort.RIGHT,
                    said.place(),
                    "%s on all %s in schema %s: %s on %s"
                        .formatted(
                            role(claim),
                            claim.kind() == ObjectKind.SEQUENCE ? "sequences" : "tables",
                            claim.object().written(),
                            Rights.contrary(said.right(), privilege),
                            some(other))));
          }
        });
    return told;
  }

  private static String some(List<String> names) {
    var shown = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() > NAMED ? shown + " and %d more".formatted(names.size() - NAMED) : shown;
  }

  private static String role(Claim.Privileges claim) {
    return claim.grantee().isEmpty() ? "PUBLIC" : "role " + Identifiers.quoted(claim.grantee());
  }

  private static String object(Claim.Privileges claim) {
    return claim.column().isEmpty()
        ? words(claim.kind()) + " " + claim.object().written()
        : "column " + claim.object().written() + "." + claim.column();
  }

  private static String words(ObjectKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
