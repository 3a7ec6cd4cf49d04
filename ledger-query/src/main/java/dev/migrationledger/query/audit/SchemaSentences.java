package dev.migrationledger.query.audit;

import dev.migrationledger.domain.event.DriftDetected;
import dev.migrationledger.domain.event.DriftResolved;
import dev.migrationledger.domain.event.SchemaEvent;
import dev.migrationledger.domain.event.SchemaRejected;
import dev.migrationledger.domain.event.SchemaVerified;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.query.projection.Words;
import java.util.Locale;
import java.util.stream.Collectors;

/** What happened to a schema, in sentences. */
final class SchemaSentences {

  private SchemaSentences() {}

  static String of(String who, SchemaEvent event) {
    return switch (event) {
      case SchemaVerified e -> verified(e);
      case SchemaRejected e -> rejected(e);
      case DriftDetected e -> detected(who, e);
      case DriftResolved e -> resolved(who, e);
    };
  }

  private static String verified(SchemaVerified e) {
    var hash = Words.brief(e.schema().hash());
    var after = e.run().isEmpty() ? "" : " after run " + e.run();
    return e.live().equals(e.schema().hash())
        ? "The schema of %s was looked at%s: %s, snapshot %s."
            .formatted(e.target(), after, objects(e), hash)
        : "The schema of %s was looked at%s: by the ledger %s, snapshot %s; there is %s, with drift that stands open."
            .formatted(e.target(), after, objects(e), hash, Words.brief(e.live()));
  }

  private static String rejected(SchemaRejected e) {
    var wrong =
        e.findings().stream()
            .filter(Finding::blocks)
            .map(finding -> finding.code() + ", " + finding.message())
            .collect(Collectors.joining("; "));
    return "What %s made of the schema of %s was not kept: %s."
        .formatted(e.file(), e.target(), wrong);
  }

  private static String objects(SchemaVerified e) {
    var number = e.schema().objects();
    return number == 1 ? "1 object" : String.format(Locale.ROOT, "%d objects", number);
  }

  private static String detected(String who, DriftDetected e) {
    var drift = e.observed().drift();
    var by = e.observed().by();
    return "%s found that %s was %s outside of any migration, by %s (%s: %s)."
        .formatted(
            who,
            drift.label(),
            Words.of(drift.change()),
            by.by().isEmpty() ? "an unknown hand" : by.by(),
            Words.of(by.grade()),
            by.evidence());
  }

  private static String resolved(String who, DriftResolved e) {
    return switch (e.end()) {
      case UNDONE -> "%s found %s as the ledger says it is again.".formatted(who, e.object());
      case ACCEPTED -> "%s let %s stay as it is: %s.".formatted(who, e.object(), e.reason());
      case ADOPTED -> "%s let %s stay, %s.".formatted(who, e.object(), e.reason());
    };
  }
}
