package dev.migrationledger.runner.cli.report;

import dev.migrationledger.domain.command.RecordExport;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.report.Period;
import dev.migrationledger.report.changes.ChangeReport;
import dev.migrationledger.report.changes.ChangeReports;
import dev.migrationledger.report.document.ChangeDocument;
import dev.migrationledger.report.document.ChangeRows;
import dev.migrationledger.report.document.Document;
import dev.migrationledger.report.document.Grid;
import dev.migrationledger.report.document.IncidentDocument;
import dev.migrationledger.report.incident.IncidentReport;
import dev.migrationledger.report.incident.IncidentReports;
import dev.migrationledger.report.render.Csv;
import dev.migrationledger.report.render.Html;
import dev.migrationledger.report.render.Markdown;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.OutputFormat;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.settings.Setting;
import dev.migrationledger.runner.workspace.Workspace;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
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
      "  ledger report changes --from 2026-01-01 -o csv --out q1.csv --seed 7f3a --sample 25",
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
      defaultValue = "25",
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
        OutputFormat.html);
  }

  @Override
  protected ExitCode run(Workspace workspace) {
    if (sample < 0) {
      throw new UsageProblem("--sample " + sample + " is no number of changes; use 0 or more");
    }
    var period = Times.period(from, to);
    var output = out == null ? null : ReportFile.at(folder(), out);
    var made =
        subject == Subject.changes ? changes(workspace, period) : incident(workspace, period);
    record(workspace, period, made);
    if (output == null) {
      console().raw(made.text());
    } else {
      output.write(made.text());
      console().note("%s: as of event %d, on record".formatted(out, made.asOf()));
    }
    return ExitCode.DONE;
  }

  private Made changes(Workspace workspace, Period period) {
    var target = workspace.target();
    requireKnown(workspace, target);
    var log =
        workspace
            .ledger()
            .existing()
            .orElseThrow(() -> unknown(target, List.of()))
            .targetLog(target);
    var report = ChangeReports.of(target, log, period, seed(), sample);
    return new Made(List.of(target), report.asOf(), text(report));
  }

  private String text(ChangeReport report) {
    return text(report, ChangeDocument.of(report), ChangeRows.of(report));
  }

  private Made incident(Workspace workspace, Period period) {
    var named = workspace.settings().text(Setting.TARGET);
    if (!named.isEmpty()) {
      requireKnown(workspace, named);
    }
    var targets = named.isEmpty() ? known(workspace) : List.of(named);
    if (targets.isEmpty()) {
      throw new UsageProblem("the ledger knows no target yet; there is nothing to report");
    }
    var report = IncidentReports.of(workspace.queries(), targets, period);
    return new Made(targets, report.asOf(), text(report));
  }

  private String text(IncidentReport report) {
    return text(report, IncidentDocument.of(report), IncidentDocument.rows(report));
  }

  private String text(Object report, Document document, Grid rows) {
    return switch (format()) {
      case json -> AnswerJson.write(report);
      case csv -> Csv.of(rows);
      case html -> Html.of(document);
      case markdown -> Markdown.of(document);
      case human, mermaid, dot, sarif, github -> TextPage.of(document);
    };
  }

  /** It is on record before anybody sees it. */
  private void record(Workspace workspace, Period period, Made made) {
    var digest = ReportFile.sha256(made.text());
    for (var target : made.targets()) {
      workspace
          .ledger()
          .send(
              new RecordExport(
                  target, "report " + subject, period.text(), made.asOf(), format().name(), digest),
              workspace.origin());
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
    var random = new byte[8];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** A report as it is given out. */
  private record Made(List<String> targets, long asOf, String text) {}
}
