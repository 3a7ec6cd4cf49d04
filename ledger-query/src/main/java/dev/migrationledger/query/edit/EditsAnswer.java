package dev.migrationledger.query.edit;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.projection.Words;
import java.util.List;

/**
 * Every change of an applied script's bytes, newest first.
 *
 * @param schema {@code ledger/edits/v1}
 * @param target the target
 * @param asOf index of the last event it covers, −1 when there is none
 * @param edits newest first
 */
public record EditsAnswer(String schema, String target, long asOf, List<Line> edits) {

  public EditsAnswer {
    requireNonNull(schema, "schema");
    requireNonNull(target, "target");
    edits = List.copyOf(edits);
  }

  /**
   * One edit.
   *
   * @param version the migration
   * @param file its file after the edit
   * @param appliedAt when it had run, absent when it was baselined
   * @param appliedBy who had run it, empty when it was baselined
   * @param checksumApplied the bytes that ran
   * @param checksumNow the bytes after this edit
   * @param kind {@code cosmetic}, {@code semantic} or {@code reverted}
   * @param diff the unified diff from the text that ran, empty when it is not kept
   * @param changes the commits, or the uncommitted change, newest first
   * @param noticedAt when it was recorded
   * @param noticedBy whose run or command saw it
   * @param state open, acknowledged, reverted or superseded
   * @param evidence the events it rests on
   * @param acknowledgedAt when somebody accepted it
   * @param acknowledgedBy who accepted it
   * @param acknowledgedReason why
   * @param approvedBy who approved that
   * @param note why there is no diff, empty when there is one
   */
  public record Line(
      String version,
      String file,
      Moment appliedAt,
      String appliedBy,
      String checksumApplied,
      String checksumNow,
      String kind,
      String diff,
      List<Change> changes,
      Moment noticedAt,
      String noticedBy,
      String state,
      List<Evidence> evidence,
      Moment acknowledgedAt,
      String acknowledgedBy,
      String acknowledgedReason,
      String approvedBy,
      String note) {

    public Line {
      requireNonNull(version, "version");
      requireNonNull(file, "file");
      requireNonNull(appliedAt, "appliedAt");
      requireNonNull(appliedBy, "appliedBy");
      requireNonNull(checksumApplied, "checksumApplied");
      requireNonNull(checksumNow, "checksumNow");
      requireNonNull(kind, "kind");
      requireNonNull(diff, "diff");
      changes = List.copyOf(changes);
      requireNonNull(noticedAt, "noticedAt");
      requireNonNull(noticedBy, "noticedBy");
      requireNonNull(state, "state");
      evidence = List.copyOf(evidence);
      requireNonNull(acknowledgedAt, "acknowledgedAt");
      requireNonNull(acknowledgedBy, "acknowledgedBy");
      requireNonNull(acknowledgedReason, "acknowledgedReason");
      requireNonNull(approvedBy, "approvedBy");
      requireNonNull(note, "note");
    }
  }

  /**
   * One commit, or one uncommitted change.
   *
   * @param commit its id, empty when not committed
   * @param author who wrote it; the file's owner when not committed
   * @param authorEmail empty when unknown
   * @param committer empty when not committed
   * @param committerEmail empty when unknown
   * @param authoredAt the author's time; the file's time when not committed
   * @param committedAt the committer's time; the file's time when not committed
   * @param message the commit's message
   * @param source one of the words committed, uncommitted, no-git
   */
  public record Change(
      String commit,
      String author,
      String authorEmail,
      String committer,
      String committerEmail,
      String authoredAt,
      String committedAt,
      String message,
      String source) {

    public Change {
      requireNonNull(commit, "commit");
      requireNonNull(author, "author");
      requireNonNull(authorEmail, "authorEmail");
      requireNonNull(committer, "committer");
      requireNonNull(committerEmail, "committerEmail");
      requireNonNull(authoredAt, "authoredAt");
      requireNonNull(committedAt, "committedAt");
      requireNonNull(message, "message");
      requireNonNull(source, "source");
    }

    static Change of(Authorship author) {
      return new Change(
          author.commit(),
          author.author(),
          author.authorEmail(),
          author.committer(),
          author.committerEmail(),
          Moment.of(author.authoredAt()).text(),
          Moment.of(author.committedAt()).text(),
          author.message(),
          Words.of(author.source()));
    }

    /** The author with the address, as people are used to read it. */
    public String signature() {
      return authorEmail.isEmpty() ? author : author + " <" + authorEmail + ">";
    }
  }
}
