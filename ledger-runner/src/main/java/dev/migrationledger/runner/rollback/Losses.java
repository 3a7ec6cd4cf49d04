package dev.migrationledger.runner.rollback;

import dev.migrationledger.runner.rollback.RollbackStep.Loss;
import dev.migrationledger.runner.schema.RowCount;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.ObjectKey;
import dev.migrationledger.sql.Statement;
import dev.migrationledger.sql.StatementReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** Finds out which data a down script takes away, from what it does to the schema and its words. */
final class Losses {

  private static final Pattern CHANGES_ROWS =
      Pattern.compile(
          "^(?:\\s|--[^\\n]*\\n|/\\*.*?\\*/)*(DELETE|TRUNCATE|UPDATE|MERGE)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final TargetSession session;

  Losses(TargetSession session) {
    this.session = session;
  }

  List<Loss> of(SourceFile down, SchemaSnapshot from, SchemaSnapshot to) {
    var losses = new ArrayList<Loss>();
    for (var object : from.objects()) {
      var key = object.key();
      var left = to.find(key);
      if (key.kind() == CatalogKind.TABLE && left.isEmpty()) {
        losses.add(counted("table " + key.qualified(), key.schema(), key.name(), ""));
      } else if (key.kind() == CatalogKind.COLUMN && isOfTableThatStays(object, to)) {
        if (left.isEmpty()) {
          losses.add(counted("column " + key.qualified(), key.schema(), key.parent(), key.name()));
        } else if (!Objects.equals(type(object), type(left.get()))) {
          var what = "column %s becomes %s".formatted(key.qualified(), left.get().text("type"));
          losses.add(counted(what, key.schema(), key.parent(), key.name()));
        }
      }
    }
    losses.addAll(statements(down));
    return losses;
  }

  private static boolean isOfTableThatStays(CatalogObject column, SchemaSnapshot to) {
    var key = column.key();
    return to.find(ObjectKey.of(CatalogKind.TABLE, key.schema(), key.parent())).isPresent();
  }

  private static String type(CatalogObject column) {
    return column.text("type");
  }

  private Loss counted(String what, String schema, String table, String column) {
    var counted = RowCount.of(session, schema, table, column);
    return new Loss(what, counted.rows(), counted.exact());
  }

  private static List<Loss> statements(SourceFile down) {
    var losses = new ArrayList<Loss>();
    try (var reader = StatementReader.of(Files.newInputStream(down.path()))) {
      for (Statement next = reader.next(); next != null; next = reader.next()) {
        var verb = CHANGES_ROWS.matcher(next.text());
        if (verb.find()) {
          var what =
              "%s in %s line %d"
                  .formatted(
                      verb.group(1).toUpperCase(Locale.ROOT), down.file(), next.start().line());
          losses.add(new Loss(what, -1, false));
        }
      }
    } catch (IOException e) {
      losses.add(new Loss(down.file() + " cannot be read: " + e.getMessage(), -1, false));
    }
    return losses;
  }
}
