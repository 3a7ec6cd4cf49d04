package dev.migrationledger.runner.cli.schema;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.migrationledger.schema.object.CatalogObject;
import java.util.List;

/** A schema as JSON. */
record SchemaAnswer(String schema, String target, String hash, List<Shown> objects) {

  static SchemaAnswer of(String target, String hash, List<CatalogObject> objects) {
    return new SchemaAnswer(
        "ledger/schema-show/v1", target, hash, objects.stream().map(Shown::of).toList());
  }

  /** An object; its attributes are canonical JSON, and the hash is of them. */
  record Shown(String objectKind, String object, String sha256, @JsonRawValue String attributes) {

    static Shown of(CatalogObject object) {
      return new Shown(
          object.key().kind().words(), object.key().qualified(), object.sha256(), object.json());
    }
  }
}
