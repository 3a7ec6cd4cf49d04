package dev.migrationledger.sql.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers findings, each once a script and object, and words them. */
final class Findings {

  private static final int MOST_COLUMNS = 12;

  /** An object is used before it is created; whether that is a circle is known at the end. */
  record Late(Spot use, Spot creation, String object, boolean sure) {}

  private record Told(int script, OrderCode code, String object) {}

  private record Found(Spot spot, OrderFinding finding) {}

  private final Wording wording;
  private final Set<Told> told = new HashSet<>();
  private final List<Found> found = new ArrayList<>();
  private final List<Late> late = new ArrayList<>();
  private @Nullable Spot doubt;

  Findings(Wording wording) {
    this.wording = wording;
  }

  /** From here on SQL has run that cannot be known, so that nothing is sure. */
  void doubt(Spot since) {
    if (doubt == null) {
      doubt = since;
    }
  }

  void usedLate(Spot use, Spot creation, String object, boolean sure) {
    if (told.add(new Told(use.script(), OrderCode.USED_BEFORE_CREATED, object))) {
      late.add(new Late(use, creation, object, sure && doubt == null));
    }
  }

  List<Late> late() {
    return late;
  }

  /** Late uses that are no part of a circle. */
  void usedBeforeCreated(Late use) {
    boolean sameFile = use.use().script() == use.creation().script();
    String creator = wording.file(use.creation());
    String remedy =
        sameFile
            ? "Move the statement below line %d.".formatted(use.creation().place().line())
            : ("Move the statement to a migration after %s, with \"-- DEPENDS: %s (%s)\" at its top,"
                    + " or give %s a number after it.")
                .formatted(creator, creator, use.object(), wording.file(use.use()));
    String message =
        "%s uses %s, which %s creates later"
            .formatted(
                wording.place(use.use()),
                use.object(),
                wording.placeFrom(use.use(), use.creation()));
    put(
        OrderCode.USED_BEFORE_CREATED,
        use.sure(),
        use.use(),
        use.sure() ? message : message + "; it may exist already",
        remedy);
  }

  void noSuchColumn(Spot at, Known owner, String column, List<String> columns) {
    String table = owner.key().written();
    OrderCode code =
        owner.made().isInTarget() ? OrderCode.COLUMN_NOT_IN_TARGET : OrderCode.NO_SUCH_COLUMN;
    String near = NearMiss.of(column, columns);
    String has =
        near.isEmpty()
            ? "%s has no column \"%s\"; it has %s".formatted(table, column, list(columns))
            : "%s has \"%s\", not \"%s\"".formatted(table, near, column);
    String remedy =
        near.isEmpty()
            ? code.remedy()
            : "Write \"%s\", or add the column \"%s\" in a migration before."
                .formatted(near, column);
    tell(
        code,
        at,
        "%s uses %s.%s, and %s".formatted(wording.place(at), table, column, has),
        remedy,
        table + "." + column);
  }

  private static String list(List<String> names) {
    String shown =
        names.stream()
            .limit(MOST_COLUMNS)
            .map(name -> "\"" + name + "\"")
            .collect(Collectors.joining(", "));
    int more = names.size() - MOST_COLUMNS;
    return more > 0 ? shown + " and " + more + " more" : names.isEmpty() ? "none" : shown;
  }

  /** Nothing makes an object; whether that is sure is for the caller to say. */
  void notThere(Spot at, String object, String hint, boolean sure) {
    String message =
        "%s uses %s, which is not in the target, and no migration before creates it"
            .formatted(wording.place(at), object);
    String more = hint.isEmpty() ? message : message + "; " + hint;
    if (sure) {
      tell(OrderCode.NOT_IN_TARGET, at, more, OrderCode.NOT_IN_TARGET.remedy(), object);
    } else if (told.add(new Told(at.script(), OrderCode.NOT_IN_TARGET, object))) {
      String extension = " (not sure: an extension may bring it)";
      put(OrderCode.NOT_IN_TARGET, false, at, more + extension, OrderCode.NOT_IN_TARGET.remedy());
    }
  }

  void createdTwice(Spot at, String object, Spot first) {
    if (first.isInTarget()) {
      tell(
          OrderCode.IN_TARGET_ALREADY,
          at,
          "%s creates %s, which is in the target already".formatted(wording.place(at), object),
          OrderCode.IN_TARGET_ALREADY.remedy(),
          object);
      return;
    }
    tell(
        OrderCode.CREATED_TWICE,
        at,
        "%s creates %s, which %s has created"
            .formatted(wording.place(at), object, wording.placeFrom(at, first)),
        "Take one of the two out, drop the first before, or give the second another name.",
        object);
  }

  void usedAfterDrop(Spot at, String verb, String object, Known.Gone gone) {
    tell(
        OrderCode.USED_AFTER_DROP,
        at,
        "%s %s %s, which %s %s"
            .formatted(
                wording.place(at), verb, object, wording.placeFrom(at, gone.spot()), gone.how()),
        OrderCode.USED_AFTER_DROP.remedy(),
        object);
  }

  private void tell(OrderCode code, Spot at, String message, String remedy, String object) {
    if (told.add(new Told(at.script(), code, object))) {
      boolean sure = doubt == null;
      put(code, sure, at, sure ? message : message + because(), remedy);
    }
  }

  private String because() {
    return doubt == null
        ? ""
        : " (not sure: %s holds SQL that cannot be known)".formatted(wording.place(doubt));
  }

  void put(OrderCode code, boolean sure, Spot at, String message, String remedy) {
    found.add(
        new Found(at, new OrderFinding(code, sure, wording.file(at), at.place(), message, remedy)));
  }

  List<OrderFinding> all() {
    return found.stream()
        .sorted(
            Comparator.comparingInt((Found one) -> one.spot().script())
                .thenComparingInt(one -> one.spot().place().line())
                .thenComparingInt(one -> one.spot().place().column())
                .thenComparing(one -> one.finding().code()))
        .map(Found::finding)
        .toList();
  }
}
