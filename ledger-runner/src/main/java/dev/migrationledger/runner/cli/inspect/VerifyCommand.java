package dev.migrationledger.runner.cli.inspect;

import dev.migrationledger.query.replay.ProjectionCheck;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.NoLedger;
import dev.migrationledger.runner.settings.Setting;
import dev.migrationledger.runner.workspace.Workspace;
import dev.migrationledger.store.verify.FirstBad;
import dev.migrationledger.store.verify.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Checks that nobody changed the record. */
@Command(
    name = "verify",
    description =
        "Recomputes every leaf and the root, compares each stored column with its entry and the"
            + " projections with a replay.",
    footer = {
      "",
      "Exit: 0 intact, 7 tampered (the first bad index and the check are named), 8 there is no ledger",
      "to decide about, 9 unreachable"
    })
public final class VerifyCommand extends LedgerTask {

  private static final String WEAKER_PLACE =
      "the ledger lies in the target: whoever owns that database can replace both; --ledger-url names"
          + " a stronger place";

  private static final String SERVICES_WORD =
      ", the projections not; this is its own word: --ledger-url with the ledger's database checks"
          + " without believing it";

  @Override
  protected ExitCode run(Workspace workspace) {
    return told(workspace.isRemote() ? asked(workspace) : verified(workspace));
  }

  /** What the service says of itself. */
  private static VerifyAnswer asked(Workspace workspace) {
    var found = workspace.service().verification();
    var notes = new ArrayList<>(found.notes());
    notes.add("the service verified its log at " + found.verifiedAt() + SERVICES_WORD);
    return new VerifyAnswer(
        "ledger/verify/v1",
        workspace.target(),
        found.size() - 1,
        found.intact(),
        found.size(),
        found.root(),
        found.checked(),
        found.bad().stream()
            .findFirst()
            .map(b -> new Bad(b.index(), b.check(), b.detail()))
            .orElse(null),
        notes);
  }

  private static VerifyAnswer verified(Workspace workspace) {
    var store = workspace.ledger().existing().orElseThrow(NoLedger::new);
    var verdict = store.verify();
    var projections = verdict.intact() ? projections(workspace) : List.<ProjectionCheck>of();
    var bad =
        verdict
            .firstBad()
            .or(() ->
                projections.stream()
                    .filter(p -> !p.same())
                    .map(p -> new FirstBad(p.event(), "projection " + p.projection(), p.sentence()))
                    .findFirst());
    return answer(workspace, verdict, projections, bad);
  }

  private ExitCode told(VerifyAnswer answer) {
    if (json()) {
      answer(answer);
    } else {
      show(answer);
    }
    return answer.intact() ? ExitCode.DONE : ExitCode.TAMPERED;
  }

  private static VerifyAnswer answer(
      Workspace workspace,
      Verification verdict,
      List<ProjectionCheck> projections,
      Optional<FirstBad> bad) {
    var checked = new ArrayList<>(verdict.checked());
    projections.forEach(p -> checked.add("projection " + p.projection() + " against a replay"));
    var notes = new ArrayList<>(verdict.notes());
    if (workspace.settings().text(Setting.LEDGER_URL).isEmpty()) {
      notes.add(WEAKER_PLACE);
    }
    return new VerifyAnswer(
        "ledger/verify/v1",
        workspace.target(),
        verdict.size() - 1,
        bad.isEmpty(),
        verdict.size(),
        verdict.root(),
        checked,
        bad.map(b -> new Bad(b.index(), b.check(), b.detail())).orElse(null),
        notes);
  }

  private static List<ProjectionCheck> projections(Workspace workspace) {
    workspace.queries().catchUp();
    return workspace.queries().check();
  }

  private void show(VerifyAnswer answer) {
    answer.checked().forEach(c -> console().answer("  checked " + c));
    answer.notes().forEach(n -> console().answer(Console.Paint.FAINT, "  note: " + n));
    var bad = answer.firstBad();
    if (bad == null) {
      console()
          .answer(
              Console.Paint.GOOD, "intact: " + answer.size() + " events, root " + answer.root());
    } else {
      console()
          .answer(
              Console.Paint.BAD,
              "TAMPERED: "
                  + (bad.index() < 0 ? "the store as a whole" : "event " + bad.index())
                  + ", check \""
                  + bad.check()
                  + "\": "
                  + bad.detail());
    }
  }

  /** What is answered. */
  record VerifyAnswer(
      String schema,
      String target,
      long asOf,
      boolean intact,
      long size,
      String root,
      List<String> checked,
      @Nullable Bad firstBad,
      List<String> notes) {}

  /** The first contradiction; index -1 is the store as a whole. */
  record Bad(long index, String check, String detail) {}
}
