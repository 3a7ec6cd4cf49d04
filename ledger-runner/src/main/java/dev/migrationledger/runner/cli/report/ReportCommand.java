package dev.migrationledger.runner.cli.report;

import dev.migrationledger.report.Period;
import dev.migrationledger.report.changes.ChangeReports;
import dev.migrationledger.report.changes.Sample;
import dev.migrationledger.report.document.Report;
import dev.migrationledger.report.incident.IncidentReports;
import dev.migrationledger.report.render.ReportFormat;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.OutputFormat;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.settings.Setting;
import dev.migrationledger.runner.workspace.Workspace;
import dev.migrationledger.store.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes reports for audits and post-mortems. That one was made is itself put on record. */
@Command(
    name = "report",
    description = {
      "Makes a report from the ledger, and records that it was made.",
      "  changes   change population and exceptions of one target, for an audit",
      "  incident  one ordered timeline of all targets, or of --target, for a post-mortem"
    },
    footer = {
      "",
      "Times are UTC: 2026-03-01, 2026-03-01T14:03 or 2026-03-01T14:03:00Z.",
      "",
      "Examples:",
      "  ledger report changes --from 2026-01-01 --to 2026-04-01 -o html --out q1.html",
      "  ledger report changes --from 2026-01-01 -o pdf --out q1.pdf --seed 7f3a --sample 25",
      "  ledger report incident --from 2026-03-01T14:00 --to 2026-03-01T16:00 -o markdown",
      "",
      "Exit: 0 done, 2 usage, 9 the ledger cannot be reached or does not let it be recorded"
    })
public final class ReportCommand extends LedgerTask {

  /** What it is about. */
  enum Subject {
    changes,
    incident
  }

  @Parameters(paramLabel = "WHAT", description = "changes or incident")
  private Subject subject = Subject.changes;

  @Option(names = "--from", paramLabel = "TIME", required = true, description = "Its first moment")
  private String from = "";

  @Option(names = "--to", paramLabel = "TIME", description = "Its end, excluded (default: now)")
  private String to = "";

  @Option(
      names = "--seed",
      paramLabel = "TEXT",
      description = "Draws the same sample again (default: a random one, printed)")
  private @Nullable String seed;

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "" + Sample.USUAL,
      description = "How many changes to draw (default: ${DEFAULT-VALUE})")
  private int sample;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Writes it to a file that is not there")
  private @Nullable String out;

  @Override
  protected Set<OutputFormat> formats() {
    return EnumSet.of(
        OutputFormat.human,
        OutputFormat.json,
        OutputFormat.csv,
        OutputFormat.markdown,
        OutputFormat.html,
        OutputFormat.pdf);
  }

  @Override
  protected ExitCode run(Workspace workspace) {
    if (sample < 0) {
      throw new UsageProblem("--sample " + sample + " is no number of changes; use 0 or more");
    }
    if (out == null && format() == OutputFormat.pdf) {
      throw new UsageProblem("a PDF is no text for a terminal; add --out FILE");
    }
    var period = Times.period(from, to);
    var output = out == null ? null : ReportFile.at(folder(), out);
    var report =
        subject == Subject.changes ? changes(workspace, period) : incident(workspace, period);
    var bytes = bytes(report);
    record(workspace, report, Hash.sha256(bytes).hex());
    if (output == null) {
      console().raw(new String(bytes, StandardCharsets.UTF_8));
    } else {
      output.write(bytes);
      console().note("%s: as of event %d, on record".formatted(out, report.asOf()));
    }
    return ExitCode.DONE;
  }

  private Report changes(Workspace workspace, Period period) {
    var target = workspace.target();
    requireKnown(workspace, target);
    var log =
        workspace
            .ledger()
            .existing()
            .orElseThrow(() -> unknown(target, List.of()))
            .targetLog(target);
    return Report.of(ChangeReports.of(target, log, period, seed(), sample), period);
  }

  private Report incident(Workspace workspace, Period period) {
    var named = workspace.settings().text(Setting.TARGET);
    if (!named.isEmpty()) {
      requireKnown(workspace, named);
    }
    var targets = named.isEmpty() ? known(workspace) : List.of(named);
    if (targets.isEmpty()) {
      throw new UsageProblem("the ledger knows no target yet; there is nothing to report");
    }
    return Report.of(IncidentReports.of(workspace.queries(), targets, period), period);
  }

  private byte[] bytes(Report report) {
    return switch (format()) {
      case json -> ReportFormat.JSON.write(report);
      case csv -> ReportFormat.CSV.write(report);
      case html -> ReportFormat.HTML.write(report);
      case markdown -> ReportFormat.MARKDOWN.write(report);
      case pdf -> ReportFormat.PDF.write(report);
      case human, mermaid, dot, sarif, github ->
          TextPage.of(report.document()).getBytes(StandardCharsets.UTF_8);
    };
  }

  /** It is on record before anybody sees it. */
  private void record(Workspace workspace, Report report, String digest) {
    for (var export : report.exports(format().name(), digest)) {
      workspace.ledger().send(export, workspace.origin());
    }
  }

  private void requireKnown(Workspace workspace, String target) {
    var known = known(workspace);
    if (!known.contains(target)) {
      throw unknown(target, known);
    }
  }

  private static List<String> known(Workspace workspace) {
    return workspace.ledger().isInstalled() ? workspace.queries().targets() : List.of();
  }

  private static UsageProblem unknown(String target, List<String> known) {
    return new UsageProblem(
        "the ledger has no target \"%s\"%s"
            .formatted(
                target,
                known.isEmpty()
                    ? ", and no other"
                    : "; it knows " + String.join(", ", known) + " (choose with --target)"));
  }

  private String seed() {
    if (seed != null && seed.isBlank()) {
      throw new UsageProblem("--seed is empty; leave it out to have one drawn");
    }
    if (seed != null) {
      return seed;
    }
    return Sample.newSeed();
  }
}
