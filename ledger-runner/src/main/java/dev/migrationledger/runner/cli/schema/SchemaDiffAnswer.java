package dev.migrationledger.runner.cli.schema;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.migrationledger.schema.diff.ObjectChange;
import dev.migrationledger.schema.object.CatalogObject;
import java.util.List;
import java.util.Locale;

/** The differences of two schemas as JSON. */
record SchemaDiffAnswer(
    String schema, String target, String before, String after, List<Changed> changes) {

  static SchemaDiffAnswer of(
      String target, String before, String after, List<ObjectChange> changes) {
    return new SchemaDiffAnswer(
        "ledger/schema-diff/v1", target, before, after, changes.stream().map(Changed::of).toList());
  }

  /** One difference; before and after are attributes, {@code null} when it is not there. */
  record Changed(
      String objectKind,
      String object,
      String was,
      String change,
      @JsonRawValue String before,
      @JsonRawValue String after,
      List<Changed> parts) {

    static Changed of(ObjectChange change) {
      return new Changed(
          change.key().kind().words(),
          change.key().qualified(),
          change.before().map(old -> old.key().qualified()).orElse(""),
          change.getClass().getSimpleName().toLowerCase(Locale.ROOT),
          change.before().map(CatalogObject::json).orElse("null"),
          change.after().map(CatalogObject::json).orElse("null"),
          change.parts().stream().map(Changed::of).toList());
    }
  }
}
