package dev.migrationledger.schema.diff;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.ObjectKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds what has only changed its name or its schema: one object is gone, one that says the same in
 * all else has come, and there is one pair only. Containers come first, so that their parts are
 * looked for under the new name.
 */
final class Renames {

  private static final List<CatalogKind> PARTS =
      List.of(
          CatalogKind.COLUMN,
          CatalogKind.CONSTRAINT,
          CatalogKind.INDEX,
          CatalogKind.TRIGGER,
          CatalogKind.POLICY,
          CatalogKind.RULE,
          CatalogKind.DOMAIN_CONSTRAINT,
          CatalogKind.USER_MAPPING);

  /** Above this many pairs of one sort it is not looked who became whom. */
  private static final long MOST_PAIRS = 10_000;

  private final SchemaSnapshot after;
  private final Map<ObjectKey, ObjectKey> present = new LinkedHashMap<>();
  private SchemaSnapshot translated;
  private Wording wording = Wording.none();

  private Renames(SchemaSnapshot before, SchemaSnapshot after) {
    this.translated = before;
    this.after = after;
  }

  static Renames between(SchemaSnapshot before, SchemaSnapshot after) {
    var renames = new Renames(before, after);
    renames.findSchemas();
    for (CatalogKind kind : CatalogKind.values()) {
      if (kind != CatalogKind.SCHEMA && !PARTS.contains(kind)) {
        renames.find(kind);
      }
    }
    PARTS.forEach(renames::find);
    return renames;
  }

  /** The earlier snapshot with its objects called as they are now. */
  SchemaSnapshot translated() {
    return translated;
  }

  /** Present names, each with the earlier one. */
  Map<ObjectKey, ObjectKey> earlier() {
    return present;
  }

  /** Texts with the present names for the earlier ones. */
  Wording wording() {
    return wording;
  }

  private void findSchemas() {
    var gone = missing(CatalogKind.SCHEMA, translated, after);
    var come = missing(CatalogKind.SCHEMA, after, translated);
    if (gone.isEmpty() || come.isEmpty()) {
      return;
    }
    for (CatalogObject old : gone) {
      var same =
          come.stream()
              .filter(candidate ->
                  contents(translated, old.key().name())
                          .equals(contents(after, candidate.key().name()))
                      && old.attributes().equals(candidate.attributes()))
              .toList();
      if (same.size() == 1) {
        accept(old.key(), same.getFirst().key());
      }
    }
  }

  private static List<ObjectKey> contents(SchemaSnapshot snapshot, String schema) {
    return snapshot.objects().stream()
        .map(CatalogObject::key)
        .filter(key -> key.schema().equals(schema))
        .map(key -> new ObjectKey(key.kind(), "", key.parent(), key.name(), ""))
        .toList();
  }

  private void find(CatalogKind kind) {
    var gone = missing(kind, translated, after);
    var come = missing(kind, after, translated);
    if (gone.isEmpty() || come.isEmpty()) {
      return;
    }
    var candidates = come.stream().collect(Collectors.groupingBy(object -> sort(object, after)));
    var rivals = gone.stream().collect(Collectors.groupingBy(object -> sort(object, translated)));
    rivals.forEach((sort, olds) -> {
      var nows = candidates.getOrDefault(sort, List.of());
      if ((long) olds.size() * nows.size() <= MOST_PAIRS) {
        olds.forEach(old -> only(old, olds, nows).ifPresent(now -> accept(old.key(), now.key())));
      }
    });
  }

  /** The one object that it can have become; none when there could be two. */
  private Optional<CatalogObject> only(
      CatalogObject old, List<CatalogObject> olds, List<CatalogObject> candidates) {
    var alike = candidates.stream().filter(now -> isAlike(old, now)).toList();
    if (alike.size() != 1) {
      return Optional.empty();
    }
    var rivals = olds.stream().filter(other -> isAlike(other, alike.getFirst())).count();
    return rivals == 1 ? Optional.of(alike.getFirst()) : Optional.empty();
  }

  /** What two objects that are alike have in common for certain, and quickly found. */
  private static Object sort(CatalogObject object, SchemaSnapshot snapshot) {
    var key = object.key();
    return List.of(
        key.parent(),
        object.attributes().keySet(),
        object.texts("columns").size(),
        object.text("type"),
        key.kind() == CatalogKind.COLUMN ? place(object, snapshot) : 0);
  }

  private boolean isAlike(CatalogObject old, CatalogObject now) {
    var from = old.key();
    var to = now.key();
    var both = wording.and(from.name(), to.name()).and(from.schema(), to.schema());
    if (!isNear(from, to)
        || !both.of(from.signature()).equals(both.of(to.signature()))
        || !both.of(old).equals(both.of(now))) {
      return false;
    }
    return PARTS.stream().allMatch(part -> haveAlike(part, old, now, both));
  }

  private boolean haveAlike(CatalogKind part, CatalogObject old, CatalogObject now, Wording both) {
    return described(translated, part, old.key(), both)
        .equals(described(after, part, now.key(), both));
  }

  private static Map<String, Object> described(
      SchemaSnapshot snapshot, CatalogKind part, ObjectKey whole, Wording both) {
    if (!whole.parent().isEmpty()) {
      return Map.of();
    }
    return snapshot.parts(part, whole.schema(), whole.name()).stream()
        .collect(Collectors.toMap(one -> one.key().name(), both::of));
  }

  private static boolean isNear(ObjectKey old, ObjectKey now) {
    return old.parent().equals(now.parent())
        && (old.schema().equals(now.schema())
            || old.name().equals(now.name()) && old.parent().isEmpty());
  }

  private static List<CatalogObject> missing(
      CatalogKind kind, SchemaSnapshot here, SchemaSnapshot there) {
    return here.objects().stream()
        .filter(object -> object.key().kind() == kind && there.find(object.key()).isEmpty())
        .toList();
  }

  /** Columns keep their place when they are renamed; a new one comes last. */
  private static int place(CatalogObject column, SchemaSnapshot snapshot) {
    return snapshot
        .find(Belonging.table(column.key()))
        .map(table -> table.texts("columns").indexOf(column.key().name()))
        .orElse(-1);
  }

  private void accept(ObjectKey old, ObjectKey now) {
    present.put(now, old);
    if (!old.name().equals(now.name())) {
      wording = wording.and(old.name(), now.name());
    }
    if (!old.schema().equals(now.schema())) {
      wording = wording.and(old.schema(), now.schema());
    }
    translated =
        SchemaSnapshot.of(
            translated.objects().stream()
                .map(each -> new CatalogObject(moved(each.key(), old, now), each.attributes()))
                .toList());
  }

  private static ObjectKey moved(ObjectKey key, ObjectKey old, ObjectKey now) {
    if (key.equals(old)) {
      return now;
    }
    var signature = named(key.signature(), old, now);
    if (old.kind() == CatalogKind.SCHEMA) {
      var schema = key.schema().equals(old.name()) ? now.name() : key.schema();
      return new ObjectKey(key.kind(), schema, key.parent(), name(key, old, now), signature);
    }
    return Belonging.owners(key).contains(old)
        ? new ObjectKey(key.kind(), now.schema(), now.name(), key.name(), signature)
        : new ObjectKey(key.kind(), key.schema(), key.parent(), name(key, old, now), signature);
  }

  private static String name(ObjectKey key, ObjectKey old, ObjectKey now) {
    return key.kind() == CatalogKind.CAST ? named(key.name(), old, now) : key.name();
  }

  /** A list of types in which one, or its schema, is called otherwise by now. */
  private static String named(String types, ObjectKey old, ObjectKey now) {
    var tail = old.kind() == CatalogKind.SCHEMA ? "\\." : "(?![\\p{L}\\p{N}_$\"])";
    return types.isEmpty()
        ? types
        : Pattern.compile("(?<![\\p{L}\\p{N}_$\".])" + Pattern.quote(old.qualified()) + tail)
            .matcher(types)
            .replaceAll(match ->
                Matcher.quoteReplacement(
                    now.qualified() + match.group().substring(old.qualified().length())));
  }
}
