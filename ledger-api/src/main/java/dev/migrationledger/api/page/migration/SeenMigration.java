package dev.migrationledger.api.page.migration;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.domain.origin.Persons;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.approval.ApprovalQueries;
import dev.migrationledger.query.approval.ApprovalsAnswer;
import dev.migrationledger.query.audit.HistoryAnswer;
import dev.migrationledger.query.edit.EditsAnswer;
import dev.migrationledger.query.story.MigrationStory;
import dev.migrationledger.query.story.ScriptText;
import dev.migrationledger.store.log.EventLog;
import dev.migrationledger.store.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A migration as one reader sees it.
 *
 * @param caller the reader
 * @param story what happened to it
 * @param judged how it was judged
 * @param persons who is one person
 */
record SeenMigration(Caller caller, MigrationStory story, ApprovalsAnswer judged, Persons persons) {

  private static final Set<String> JUDGEMENTS =
      Set.of("MigrationApproved", "ApprovalWithdrawn", "ExceptionReviewed");

  /** Which migration, and as of which event. */
  record Wanted(String target, Version version, long asOf) {}

  /** An edit, and both texts side by side. */
  record EditView(EditsAnswer.Line edit, SideBySide diff) {}

  /** Reads it; empty when the target has no migration with this number. */
  static Optional<SeenMigration> read(
      Connection c, EventLog log, Caller caller, Persons persons, Wanted wanted) {
    return MigrationStory.read(c, log, wanted.target(), wanted.version(), wanted.asOf())
        .map(story ->
            new SeenMigration(
                caller, story, ApprovalQueries.of(c, log, story, wanted.version()), persons));
  }

  String target() {
    return story.target();
  }

  long asOf() {
    return story.asOf();
  }

  /** What the template shows, after a judgement that an event of this migration tells of. */
  Map<String, Object> shown(String recorded) {
    var shown = shown();
    story.events().stream()
        .filter(line -> Long.toString(line.index()).equals(recorded) && isJudgement(line))
        .findFirst()
        .ifPresent(line -> shown.put("recorded", line));
    return shown;
  }

  private static boolean isJudgement(HistoryAnswer.Line line) {
    return JUDGEMENTS.contains(line.event());
  }

  /** What the template shows when a form was not taken. */
  Map<String, Object> shown(Refusal refusal) {
    var shown = shown();
    shown.put("refusal", refusal);
    return shown;
  }

  /** Whether the text that is shown is the script byte for byte. */
  private boolean isExact(ScriptText script) {
    var bytes = script.text().getBytes(StandardCharsets.UTF_8);
    return Hash.sha256(bytes).hex().equals(story.main().checksum());
  }

  private Map<String, Object> shown() {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("story", story);
    shown.put("main", story.main());
    shown.put(
        "edits",
        story.edits().stream().map(e -> new EditView(e, SideBySide.of(e.diff()))).toList());
    shown.put(
        "runs",
        story.events().stream()
            .map(HistoryAnswer.Line::run)
            .filter(run -> !run.isEmpty())
            .distinct()
            .toList());
    shown.put("judged", judged);
    var author = story.script().map(ScriptText::author).orElse("");
    shown.put("approve", Offer.toApprove(caller, judged, author, persons));
    shown.put("exact", story.script().map(this::isExact).orElse(false));
    shown.put("withdraw", Offer.toWithdraw(caller, judged));
    shown.put("review", Offer.toReview(caller, judged, persons));
    shown.put("key", UUID.randomUUID().toString());
    return shown;
  }
}
