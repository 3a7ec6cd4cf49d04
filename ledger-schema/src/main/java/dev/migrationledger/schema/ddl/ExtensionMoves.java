package dev.migrationledger.schema.ddl;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.diff.ObjectChange.Changed;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.Identifiers;
import dev.migrationledger.schema.object.Value;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Texts that read otherwise only since an extension lies in another schema. */
final class ExtensionMoves {

  private ExtensionMoves() {}

  static boolean explain(SchemaSnapshot before, SchemaSnapshot after, Changed changed) {
    return changed.key().kind() != CatalogKind.EXTENSION
        && after.objects().stream()
            .takeWhile(object -> object.key().kind().compareTo(CatalogKind.EXTENSION) <= 0)
            .filter(object -> object.key().kind() == CatalogKind.EXTENSION)
            .anyMatch(extension ->
                before
                    .find(extension.key())
                    .filter(old -> explain(old, extension, changed))
                    .isPresent());
  }

  private static boolean explain(CatalogObject old, CatalogObject now, Changed changed) {
    var was = Identifiers.quoted(old.text("in_schema")) + ".";
    var is = Identifiers.quoted(now.text("in_schema")) + ".";
    return !was.equals(is)
        && changed.attributes().stream()
            .allMatch(name ->
                Objects.equals(
                    moved(changed.from().attributes().get(name), was, is),
                    moved(changed.to().attributes().get(name), was, is)));
  }

  private static Optional<List<String>> moved(@Nullable Value value, String was, String is) {
    return switch (value) {
      case null -> Optional.empty();
      case Value.Text(var text) -> Optional.of(List.of(text.replace(was, is)));
      case Value.Texts(var items) ->
          Optional.of(items.stream().map(item -> item.replace(was, is)).toList());
      case Value.Holds() -> Optional.of(List.of());
    };
  }
}
