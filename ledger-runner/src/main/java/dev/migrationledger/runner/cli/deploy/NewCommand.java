package dev.migrationledger.runner.cli.deploy;

import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.source.MigrationDirectory;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.workspace.Workspace;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a new migration file with the next free number. */
@Command(
    name = "new",
    description = "Makes a migration file with the next free number.",
    footer = {
      "",
      "Examples:",
      "  ledger new add_orders",
      "  ledger new \"add orders\" -d db/migrations"
    })
public final class NewCommand extends LedgerTask {

  @Parameters(arity = "1..*", paramLabel = "WORDS", description = "What it does, in a few words")
  private List<String> words = new ArrayList<>();

  @Override
  protected ExitCode run(Workspace workspace) {
    var name =
        Normalizer.normalize(String.join("_", words), Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_+|_+$", "");
    if (name.isEmpty()) {
      throw new UsageProblem("the name needs a letter or a digit, e.g. ledger new add_orders");
    }
    if (workspace.settings().naming() != Naming.LEDGER) {
      throw new UsageProblem("\"new\" numbers files by the rule " + Naming.LEDGER.rule());
    }
    var folder = workspace.migrations();
    var path = folder.resolve(next(folder) + "_" + name + ".sql");
    try {
      Files.createDirectories(folder);
      Files.writeString(path, template(String.join(" ", words)), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new UsageProblem(path + " was made by somebody else just now; run it again");
    } catch (IOException e) {
      throw new UsageProblem(
          path
              + " cannot be written ("
              + e.getClass().getSimpleName()
              + "); make the folder writable");
    }
    if (json()) {
      answer(new NewAnswer("ledger/new/v1", path.getFileName().toString(), path.toString()));
    } else {
      console().answer("made " + path);
    }
    return ExitCode.DONE;
  }

  private static String template(String purpose) {
    return String.join(
        "\n",
        "-- " + purpose.replaceAll("\\R", " "),
        "--",
        "-- Declare what must be applied before it, one line each:",
        "--   -- DEPENDS: 0029_orders.sql (why)",
        "-- It runs in one transaction; write none yourself.",
        "",
        "");
  }

  private static String next(Path folder) {
    var found = MigrationDirectory.read(folder, Naming.LEDGER);
    var highest =
        Stream.of(found.migrations(), found.retired(), found.ambiguous())
            .flatMap(List::stream)
            .map(SourceFile::version)
            .max(Comparator.naturalOrder())
            .map(Version::number)
            .orElse(0L);
    if (highest >= 9999) {
      throw new UsageProblem("the numbers end at 9999; start a new folder after a baseline");
    }
    return String.format(Locale.ROOT, "%04d", highest + 1);
  }

  /** What was made. */
  record NewAnswer(String schema, String file, String path) {}
}
