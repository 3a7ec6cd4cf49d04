package dev.migrationledger.runner.cli.report;

import dev.migrationledger.report.changes.Sample;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.OutputFormat;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.cli.report.Wanted.Subject;
import dev.migrationledger.runner.settings.Setting;
import dev.migrationledger.runner.workspace.Workspace;
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
    var wanted = new Wanted(subject, Times.period(from, to), seed(), sample, format());
    var output = out == null ? null : ReportFile.at(folder(), out);
    var targets = subject == Subject.changes ? one(workspace) : several(workspace);
    var made =
        workspace.isRemote()
            ? new ServiceReports(workspace.service()).make(wanted, targets)
            : new LedgerReports(workspace).make(wanted, targets);
    if (output == null) {
      console().raw(new String(made.bytes(), StandardCharsets.UTF_8));
    } else {
      output.write(made.bytes());
      console().note("%s: as of event %d, on record".formatted(out, made.asOf()));
    }
    return ExitCode.DONE;
  }

  private static List<String> one(Workspace workspace) {
    return known(workspace.target(), workspace.knownTargets());
  }

  private static List<String> several(Workspace workspace) {
    var named = workspace.settings().text(Setting.TARGET);
    var known = workspace.knownTargets();
    if (!named.isEmpty()) {
      return known(named, known);
    }
    if (known.isEmpty()) {
      throw new UsageProblem("the ledger knows no target yet; there is nothing to report");
    }
    return known;
  }

  private static List<String> known(String target, List<String> known) {
    if (!known.contains(target)) {
      throw unknown(target, known);
    }
    return List.of(target);
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
    return seed == null ? "" : seed;
  }
}
