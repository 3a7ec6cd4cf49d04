package dev.migrationledger.runner.verify;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.sql.facts.ObjectName;
import dev.migrationledger.sql.promise.Definition;
import dev.migrationledger.sql.promise.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is half-done in the tables that a migration touches, whoever left it. */
final class TouchedTables {

  private final String file;
  private final CatalogAnswer answer;
  private final Set<String> made;
  private final Orphans orphans;

  TouchedTables(String file, List<Promise> promises, CatalogAnswer answer, Orphans orphans) {
    this.orphans = orphans;
    this.file = file;
    this.answer = answer;
    this.made =
        promises.stream()
            .filter(promise -> promise.definition() instanceof Definition.Index)
            .map(promise -> promise.name().parts().getLast())
            .collect(Collectors.toSet());
  }

  List<Finding> of(ObjectName table, int number) {
    var findings = new ArrayList<Finding>();
    answer.all(number, "index").values().stream()
        .filter(index -> !index.is(0) && !made.contains(index.name()))
        .filter(index -> !answer.relationKind(number).equals("p"))
        .forEach(index ->
            findings.add(
                VerifyCode.LEFT_INVALID.of(
                    file,
                    "index %s of %s is invalid: no query uses it"
                        .formatted(index.name(), table.written()))));
    answer.all(number, "constraint").values().stream()
        .filter(constraint -> !constraint.is(1))
        .forEach(constraint -> {
          var name = table.parts().getLast();
          orphans.add(file, answer.schema(number), name, constraint.name());
          findings.add(
              VerifyCode.UNVALIDATED.of(
                  file,
                  "constraint %s of %s is not validated: rows from before may break it"
                      .formatted(constraint.name(), table.written())));
        });
    return findings;
  }
}
