package dev.migrationledger.query.audit;

import dev.migrationledger.domain.event.ApprovalEvent;
import dev.migrationledger.domain.event.BaselineEstablished;
import dev.migrationledger.domain.event.CaptureEvent;
import dev.migrationledger.domain.event.EditAcknowledged;
import dev.migrationledger.domain.event.HistoryImported;
import dev.migrationledger.domain.event.LogExported;
import dev.migrationledger.domain.event.MigrationApplied;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.event.MigrationEdited;
import dev.migrationledger.domain.event.MigrationFailed;
import dev.migrationledger.domain.event.MigrationRecovered;
import dev.migrationledger.domain.event.MigrationRejected;
import dev.migrationledger.domain.event.MigrationRetired;
import dev.migrationledger.domain.event.MigrationValidated;
import dev.migrationledger.domain.event.RecoveryPlanned;
import dev.migrationledger.domain.event.RepairEvent;
import dev.migrationledger.domain.event.RollbackEvent;
import dev.migrationledger.domain.event.RuleOverridden;
import dev.migrationledger.domain.event.RunFinished;
import dev.migrationledger.domain.event.RunRefused;
import dev.migrationledger.domain.event.RunStarted;
import dev.migrationledger.domain.event.SchemaEvent;
import dev.migrationledger.domain.event.TargetRegistered;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Edit;
import dev.migrationledger.domain.script.SchemaObject;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.domain.script.ScriptFacts;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.store.log.StoredEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells an event in one sentence: who did what to which migration, with the values. */
public final class Sentences {

  private static final int NAMED = 5;

  private static final Set<String> BELONGS = Set.of("column", "constraint");

  private Sentences() {}

  /** The sentence; the time is beside it, not in it. */
  public static String of(StoredEvent stored) {
    var who = stored.origin().actor().principal();
    return switch (stored.event()) {
      case TargetRegistered e ->
          "%s put target %s (%s, database \"%s\") under the ledger's care."
              .formatted(who, e.target(), e.environment(), e.database());
      case MigrationDiscovered e -> discovered(e.script());
      case MigrationValidated e ->
          "%s passed every rule with checksum %s%s."
              .formatted(e.version(), e.checksum().brief(), noted(e.findings()));
      case MigrationRejected e ->
          "%s was rejected: %s.".formatted(e.file(), findings(e.findings()));
      case MigrationEdited e -> edited(e.edit());
      case EditAcknowledged e -> acknowledged(who, e);
      case MigrationRetired e -> retired(who, e);
      case RunRefused e ->
          "Run %s of %s was refused and executed nothing: %s."
              .formatted(e.run(), who, findings(e.findings()));
      case RunStarted e ->
          "%s started run %s of %s: %s."
              .formatted(who, e.run(), count(e.plan().size()), plan(e.plan()));
      case MigrationApplied e -> applied(who, e);
      case MigrationFailed e -> failed(who, e);
      case RunFinished e -> finished(e);
      case RuleOverridden e -> overridden(who, e);
      case BaselineEstablished e -> baselined(who, e);
      case HistoryImported e -> ImportSentence.of(who, e);
      case RecoveryPlanned e ->
          "%s planned the recovery of %s in %d steps: %s."
              .formatted(who, e.version(), e.actions().size(), plain(e.found()));
      case MigrationRecovered e -> recovered(who, e);
      case RollbackEvent e -> RollbackSentences.of(who, e);
      case CaptureEvent e -> CaptureSentences.of(who, e);
      case RepairEvent e -> RepairSentences.of(who, e);
      case SchemaEvent e -> SchemaSentences.of(who, e);
      case LogExported e -> exported(who, e);
      case ApprovalEvent e -> ApprovalSentences.of(who, e);
    };
  }

  private static String baselined(String who, BaselineEstablished e) {
    return "%s established the baseline at %s, covering %s: %s."
        .formatted(who, e.version(), count(e.covered().size()), plain(e.reason()));
  }

  private static String discovered(Script script) {
    return "%s was found with checksum %s, written by %s%s."
        .formatted(
            script.file(),
            script.checksum().brief(),
            author(script.author()),
            facts(script.facts()));
  }

  /** The first objects it creates, those that belong to none of the others. */
  private static String facts(ScriptFacts facts) {
    var own =
        facts.creates().stream()
            .filter(o -> !BELONGS.contains(o.kind()))
            .map(SchemaObject::label)
            .toList();
    if (own.isEmpty()) {
      return "";
    }
    var shown = own.subList(0, Math.min(NAMED, own.size()));
    var more = own.size() > NAMED ? " and %d more".formatted(own.size() - NAMED) : "";
    return "; it creates " + String.join(", ", shown) + more;
  }

  private static String overridden(String who, RuleOverridden e) {
    return "%s set rule %s aside for %s in run %s: %s."
        .formatted(
            who,
            e.override().rule(),
            e.override().version(),
            e.run(),
            plain(e.override().reason()));
  }

  private static String exported(String who, LogExported e) {
    return "%s took away the %s of %s as %s, %s, SHA-256 %s."
        .formatted(who, e.what(), e.target(), e.format(), e.period(), e.digest());
  }

  private static String recovered(String who, MigrationRecovered e) {
    return "%s recovered %s, which is %s now: %s. Reason: %s."
        .formatted(who, e.version(), Words.of(e.status()), plain(e.done()), plain(e.reason()));
  }

  /** Who wrote bytes, as far as can be known. */
  public static String author(Authorship author) {
    return switch (author.source()) {
      case COMMITTED ->
          author.signature()
              + (author.commit().isEmpty() ? "" : " in commit " + Words.brief(author.commit()));
      case UNCOMMITTED -> "an uncommitted change of a file owned by " + name(author.author());
      case NO_GIT -> "a file owned by " + name(author.author()) + ", not in git";
    };
  }

  /** The text without its last full stop, for use inside a sentence. */
  public static String plain(String text) {
    var plain = text.strip();
    return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
  }

  /** One or several migrations, counted. */
  public static String count(int migrations) {
    return migrations == 1 ? "1 migration" : migrations + " migrations";
  }

  private static String name(String name) {
    return name.isEmpty() ? "nobody known" : name;
  }

  private static String edited(Edit edit) {
    var by =
        edit.changes().isEmpty()
            ? "by nobody known"
            : "by "
                + edit.changes().stream()
                    .map(Sentences::author)
                    .distinct()
                    .limit(NAMED)
                    .collect(Collectors.joining(", and "));
    if (edit.previous().equals(edit.now())) {
      return "The file of %s is called %s now; its bytes are the same, %s."
          .formatted(edit.version(), edit.file(), edit.now().brief());
    }
    return switch (edit.kind()) {
      case REVERTED ->
          "%s was put back to the bytes that ran, checksum %s, %s."
              .formatted(edit.file(), edit.now().brief(), by);
      case COSMETIC, SEMANTIC ->
          "%s was edited after it ran, %s: checksum %s became %s (%s)."
              .formatted(
                  edit.file(),
                  by,
                  edit.previous().brief(),
                  edit.now().brief(),
                  Words.of(edit.kind()));
    };
  }

  private static String acknowledged(String who, EditAcknowledged e) {
    var approved = e.approvedBy().isEmpty() ? "" : ", approved by " + e.approvedBy();
    return "%s acknowledged the edit of %s with checksum %s%s: %s."
        .formatted(who, e.version(), e.checksum().brief(), approved, plain(e.reason()));
  }

  private static String retired(String who, MigrationRetired e) {
    var how =
        e.renamedByHand()
            ? "%s was found renamed and is retired%s"
                .formatted(
                    e.file(),
                    e.changes().isEmpty() ? "" : ", renamed by " + author(e.changes().getFirst()))
            : "%s retired %s".formatted(who, e.file());
    return "%s while it was %s: %s."
        .formatted(how, Words.of(e.stateWhenRetired()), plain(e.reason()));
  }

  private static String applied(String who, MigrationApplied e) {
    return "%s applied %s in run %s: %s in %d ms, checksum %s%s%s."
        .formatted(
            who,
            e.file(),
            e.run(),
            statements(e.execution().statements()),
            e.execution().durationMs(),
            e.checksum().brief(),
            e.outOfOrder() ? ", out of order" : "",
            e.fromReceipt() ? ", known from its receipt" : "");
  }

  private static String failed(String who, MigrationFailed e) {
    return "%s failed in run %s of %s%s: %s. %s"
        .formatted(
            e.file(), e.run(), who, place(e.failure()), message(e.failure()), left(e.failure()));
  }

  /** Where in a file a failure is, with a leading blank; empty when unknown. */
  public static String place(Failure failure) {
    if (failure.line() == 0) {
      return "";
    }
    return " at line "
        + failure.line()
        + (failure.column() == 0 ? "" : ", column " + failure.column());
  }

  /** The server's message with its code. */
  public static String message(Failure failure) {
    return plain((failure.sqlState() + " " + failure.message()).strip());
  }

  /** What a failure left behind, as a sentence. */
  public static String left(Failure failure) {
    return switch (failure.kind()) {
      case ROLLED_BACK, INTERRUPTED -> "Nothing of it was kept.";
      case HALF_DONE ->
          "It stopped half-way: %s stay%s."
              .formatted(statements(failure.kept()), failure.kept() == 1 ? "s" : "");
    };
  }

  static String statements(int count) {
    return count == 1 ? "1 statement" : count + " statements";
  }

  private static String finished(RunFinished e) {
    var left =
        e.notTried().isEmpty()
            ? ""
            : ", %d not tried (%s)".formatted(e.notTried().size(), versions(e.notTried()));
    return "Run %s %s: %s applied%s."
        .formatted(e.run(), Words.of(e.outcome()), count(e.applied()), left);
  }

  private static String noted(List<Finding> findings) {
    return findings.isEmpty() ? "" : ", with notes: " + findings(findings);
  }

  /** Findings in a row, the first few of them. */
  public static String findings(List<Finding> findings) {
    var first =
        findings.stream()
            .limit(NAMED)
            .map(f -> (f.code() + " " + plain(f.message())).strip())
            .collect(Collectors.joining("; "));
    return findings.isEmpty()
        ? "nothing was named"
        : first
            + (findings.size() > NAMED ? "; and %d more".formatted(findings.size() - NAMED) : "");
  }

  private static String plan(List<PlannedMigration> plan) {
    return plan.isEmpty()
        ? "nothing to do"
        : versions(plan.stream().map(PlannedMigration::version).toList());
  }

  /** Versions in a row; a long row by its ends. */
  public static String versions(List<Version> versions) {
    if (versions.size() > NAMED) {
      return versions.getFirst() + " to " + versions.getLast();
    }
    return versions.stream().map(Version::text).collect(Collectors.joining(", "));
  }
}
