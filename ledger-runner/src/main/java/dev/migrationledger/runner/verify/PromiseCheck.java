package dev.migrationledger.runner.verify;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.facts.ObjectName;
import dev.migrationledger.sql.promise.Definition;
import dev.migrationledger.sql.promise.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Holds the promises of one script against the catalogs. */
final class PromiseCheck {

  private final String file;
  private final List<Promise> promises;
  private final CatalogQuestion question = new CatalogQuestion();
  private final Map<ObjectName, Integer> relations = new LinkedHashMap<>();
  private final Map<Promise, Integer> numbers = new LinkedHashMap<>();
  private final List<Integer> touched;
  private final String sql;

  PromiseCheck(String file, List<Promise> promises, List<ObjectName> touched) {
    this.file = file;
    this.promises = promises;
    this.touched = touched.stream().map(this::relation).distinct().toList();
    promises.forEach(promise -> numbers.put(promise, number(promise)));
    this.sql = question.sql();
  }

  /** Empty when there is nothing to ask. */
  String question() {
    return sql;
  }

  private int number(Promise promise) {
    return switch (promise.kind()) {
      case TRIGGER, POLICY, RULE -> {
        question.withParts();
        yield relation(table(promise.name()));
      }
      case COLUMN, CONSTRAINT -> relation(table(promise.name()));
      case SCHEMA, EXTENSION, TYPE, DOMAIN, FUNCTION, PROCEDURE, AGGREGATE ->
          question.object(promise.kind(), promise.name());
      default -> {
        if (!promise.there()) {
          yield question.firstRelation(asLookedUp(promise.name()));
        }
        yield relation(
            promise.definition() instanceof Definition.Index index
                ? index.table()
                : promise.name());
      }
    };
  }

  private int relation(ObjectName name) {
    return relations.computeIfAbsent(asLookedUp(name), question::relation);
  }

  private static ObjectName table(ObjectName part) {
    return new ObjectName(part.schema(), part.parts().subList(0, 1), part.searched(), "");
  }

  private static ObjectName asLookedUp(ObjectName name) {
    return new ObjectName(name.schema(), name.parts(), name.searchedForScripts(), "");
  }

  /**
   * All that is not as promised, and what else is broken in the tables that were touched.
   *
   * @param orphans takes the constraints whose rows nobody has looked at
   */
  List<Finding> judge(CatalogAnswer answer, Orphans orphans) {
    var findings = new ArrayList<Finding>();
    for (var promise : promises) {
      var number = numbers.getOrDefault(promise, -1);
      (promise.there() ? there(promise, number, answer) : gone(promise, number, answer))
          .ifPresent(findings::add);
    }
    var judged = new TouchedTables(file, promises, answer, orphans);
    relations.forEach((table, number) -> {
      if (touched.contains(number)) {
        findings.addAll(judged.of(table, number));
      }
    });
    return findings;
  }

  private Optional<Finding> gone(Promise promise, int number, CatalogAnswer answer) {
    return isThere(promise, number, answer)
        ? Optional.of(
            at(VerifyCode.STILL_THERE, promise, words(promise) + " is still there: it was dropped"))
        : Optional.empty();
  }

  private Optional<Finding> there(Promise promise, int number, CatalogAnswer answer) {
    if (!isThere(promise, number, answer)) {
      return Optional.of(
          at(VerifyCode.MISSING, promise, words(promise) + " is not there after the script"));
    }
    var name = promise.name().parts().getLast();
    return switch (promise.definition()) {
      case Definition.Name n -> kind(promise, answer.relationKind(number));
      case Definition.Column column ->
          answer
              .part(number, "column", name)
              .flatMap(row -> Differences.of(column, row))
              .map(is -> other(promise, is));
      case Definition.Constraint constraint ->
          answer
              .part(number, "constraint", name)
              .flatMap(row -> Differences.of(constraint, row))
              .map(is -> other(promise, is));
      case Definition.Index index -> index(promise, index, answer.part(number, "index", name));
    };
  }

  private Optional<Finding> index(
      Promise promise, Definition.Index index, Optional<CatalogAnswer.Row> row) {
    var differs = row.flatMap(is -> Differences.of(index, is)).map(is -> other(promise, is));
    return differs.isPresent()
        ? differs
        : row.filter(is -> index.valid() && !is.is(0))
            .map(is ->
                at(
                    VerifyCode.INVALID_INDEX,
                    promise,
                    words(promise) + " is invalid: no query uses it"));
  }

  private Optional<Finding> kind(Promise promise, String relationKind) {
    return Differences.ofKind(promise.kind(), relationKind).map(is -> other(promise, is));
  }

  private static boolean isThere(Promise promise, int number, CatalogAnswer answer) {
    var name = promise.name().parts().getLast();
    return switch (promise.kind()) {
      case COLUMN -> answer.part(number, "column", name).isPresent();
      case CONSTRAINT -> answer.part(number, "constraint", name).isPresent();
      case TRIGGER -> answer.part(number, "trigger", name).isPresent();
      case POLICY -> answer.part(number, "policy", name).isPresent();
      case RULE -> answer.part(number, "rule", name).isPresent();
      default ->
          promise.definition() instanceof Definition.Index
              ? answer.part(number, "index", name).isPresent()
              : answer.has(number);
    };
  }

  private Finding other(Promise promise, String is) {
    var passed = promise.lenient() ? "; it was there before, and IF NOT EXISTS passed it over" : "";
    return at(VerifyCode.OTHER, promise, words(promise) + " " + is + passed);
  }

  private Finding at(VerifyCode code, Promise promise, String message) {
    return code.at(file, promise.place().line(), promise.place().column(), message);
  }

  static String words(Promise promise) {
    return words(promise.kind()) + " " + promise.name().written();
  }

  private static String words(ObjectKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
