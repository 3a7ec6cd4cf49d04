package dev.migrationledger.runner.cli.change;

import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.change.Changes;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.cli.answer.DoneAnswer;
import dev.migrationledger.runner.cli.deploy.DeployOptions;
import dev.migrationledger.runner.source.MigrationDirectory;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes migrations out of use that never ran. */
@Command(
    name = "retire",
    description =
        "Takes migrations out of use: they never run, their files are renamed to .retired.",
    footer = {
      "",
      "Examples:",
      "  ledger retire 0008 --reason \"superseded by 0030\"",
      "  ledger retire 0008-0028 --reason \"never ran anywhere; 0030 is the baseline\"",
      "",
      "Exit: 0 done, 3 one of them ran already or is not known"
    })
public final class RetireCommand extends LedgerTask {

  @Parameters(
      arity = "1..*",
      paramLabel = "VERSION",
      description = "The migrations, e.g. 0008 0009, or a range such as 0008-0028")
  private List<String> versions = new ArrayList<>();

  @Mixin private ReasonOption reason = new ReasonOption();

  @Override
  protected ExitCode run(Workspace workspace) {
    var named = named(workspace);
    var events =
        Changes.begin(DeployOptions.looking(workspace), workspace.session(), workspace.recorder())
            .retire(named, reason.text());
    var answer = sentence(named) + ": " + reason.text();
    if (json()) {
      answer(
          DoneAnswer.of("retire", workspace.target(), workspace.gateway().asOf(), answer, events));
    } else {
      console().answer(answer);
    }
    return ExitCode.DONE;
  }

  private static String sentence(List<Version> named) {
    return named.size() == 1
        ? named.getFirst() + " is retired"
        : named.size()
            + " migrations are retired ("
            + named.getFirst()
            + " to "
            + named.getLast()
            + ")";
  }

  private List<Version> named(Workspace workspace) {
    var named = new ArrayList<Version>();
    for (var word : versions) {
      var ends = word.split("-", 2);
      if (ends.length == 1) {
        named.add(DeployOptions.version(word));
      } else {
        named.addAll(
            between(workspace, DeployOptions.version(ends[0]), DeployOptions.version(ends[1])));
      }
    }
    return named;
  }

  private static List<Version> between(Workspace workspace, Version first, Version last) {
    var found =
        MigrationDirectory.read(workspace.migrations(), workspace.settings().naming())
            .migrations()
            .stream()
            .map(SourceFile::version)
            .filter(v -> v.compareTo(first) >= 0 && v.compareTo(last) <= 0)
            .toList();
    if (found.isEmpty()) {
      throw new UsageProblem(
          "there is no migration between "
              + first
              + " and "
              + last
              + " in "
              + workspace.migrations());
    }
    return found;
  }
}
