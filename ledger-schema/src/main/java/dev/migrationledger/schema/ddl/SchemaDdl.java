package dev.migrationledger.schema.ddl;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.diff.ObjectChange;
import dev.migrationledger.schema.diff.ObjectChange.Added;
import dev.migrationledger.schema.diff.ObjectChange.Changed;
import dev.migrationledger.schema.diff.ObjectChange.Removed;
import dev.migrationledger.schema.diff.ObjectChange.Renamed;
import dev.migrationledger.schema.diff.SchemaDiff;
import java.util.List;

/** The SQL of differences. */
public final class SchemaDdl {

  private SchemaDdl() {}

  /** What makes one schema into another. */
  public static Ddl making(SchemaSnapshot before, SchemaSnapshot after) {
    return making(SchemaDiff.between(before, after), before, after);
  }

  /** What makes these changes where they are not, in one transaction. */
  public static Ddl making(
      List<ObjectChange> changes, SchemaSnapshot before, SchemaSnapshot after) {
    var script = new Plan(before, after).of(changes);
    return new Ddl(script.once(), script.warnings(), script.missing());
  }

  /** What makes one change where it is not. */
  public static Ddl making(ObjectChange change, SchemaSnapshot before, SchemaSnapshot after) {
    return making(List.of(change), before, after);
  }

  /** What takes one change back where it is. */
  public static Ddl undoing(ObjectChange change, SchemaSnapshot before, SchemaSnapshot after) {
    return undoing(List.of(change), before, after);
  }

  /** What one change needs in the file of a migration. */
  public static Ddl adopting(ObjectChange change, SchemaSnapshot before, SchemaSnapshot after) {
    return adopting(List.of(change), before, after);
  }

  /** What takes these changes back where they are. */
  public static Ddl undoing(
      List<ObjectChange> changes, SchemaSnapshot before, SchemaSnapshot after) {
    var back = changes.stream().map(SchemaDdl::reversed).toList();
    return making(back, /* before= */ after, /* after= */ before);
  }

  /**
   * What makes these changes where they are not, and does nothing where they are: for the file of a
   * migration.
   */
  public static Ddl adopting(
      List<ObjectChange> changes, SchemaSnapshot before, SchemaSnapshot after) {
    var script = new Plan(before, after).of(changes);
    return new Ddl(script.again(), script.warnings(), script.missing());
  }

  private static ObjectChange reversed(ObjectChange change) {
    var parts = change.parts().stream().map(SchemaDdl::reversed).toList();
    return switch (change) {
      case Added(var object, var none) -> new Removed(object, parts);
      case Removed(var object, var none) -> new Added(object, parts);
      case Changed(var from, var to, var none) -> new Changed(to, from, parts);
      case Renamed(var from, var to, var none) -> new Renamed(to, from, parts);
    };
  }
}
