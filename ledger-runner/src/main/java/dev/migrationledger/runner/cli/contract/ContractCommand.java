package dev.migrationledger.runner.cli.contract;

import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.Printable;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.schema.TargetContract;
import dev.migrationledger.runner.settings.Setting;
import dev.migrationledger.runner.target.Receipt;
import dev.migrationledger.runner.workspace.Workspace;
import dev.migrationledger.schema.contract.Contract;
import dev.migrationledger.schema.contract.rule.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds the target against a contract, or writes one from it. */
@Command(
    name = "contract",
    description = {
      "Holds the target against the schema that an application requires, or writes down what the"
          + " target has as such a contract. A rule with \"since\" holds from that version on; the"
          + " version is that of the ledger, else of the receipts in the target."
    },
    footer = {
      "",
      "Examples:",
      "  ledger contract generate               writes schema-contract.yaml beside the migrations",
      "  ledger contract check",
      "  ledger contract check --at 0031 --contract shop/schema-contract.yaml",
      "",
      "Exit: 0 the contract is kept (optional rules only warn), 2 it cannot be read, 5 it is broken"
    })
public final class ContractCommand extends LedgerTask {

  private static final Set<String> DONE = Set.of("applied", "baselined");

  /** What to do. */
  enum Action {
    CHECK,
    GENERATE
  }

  @Parameters(paramLabel = "ACTION", description = "check or generate", arity = "1")
  private Action action = Action.CHECK;

  @Option(
      names = "--contract",
      paramLabel = "FILE",
      description = "The contract (default: schema-contract.yaml beside the migrations)")
  private @Nullable String contract;

  @Option(
      names = "--at",
      paramLabel = "VERSION",
      description = "With check: hold the rules of this version, whatever the target has come to")
  private String at = "";

  @Option(
      names = {"-y", "--yes"},
      description = "With generate: write over a contract that is there")
  private boolean yes;

  @Override
  protected Map<Setting, String> ownSettings() {
    return contract == null ? Map.of() : Map.of(Setting.CONTRACT, contract);
  }

  @Override
  protected ExitCode run(Workspace workspace) {
    var file = ContractFile.of(workspace).path();
    return switch (action) {
      case CHECK -> check(workspace, file);
      case GENERATE -> generate(workspace, file);
    };
  }

  private ExitCode check(Workspace workspace, Path file) {
    var rules = Contract.read(file);
    var head = at.isEmpty() ? head(workspace) : Optional.of(version());
    var violations =
        TargetContract.check(
            workspace.session(), rules, head.map(Version::number).orElse(Contract.EVERY_VERSION));
    var errors = violations.stream().filter(v -> !v.warning()).count();
    var answer =
        new ContractAnswer(
            "ledger/contract/v1",
            workspace.target(),
            file.toString(),
            head.map(Version::text).orElse(""),
            rules.rules().tables().size(),
            rules.rules().enums().size(),
            errors,
            violations.size() - errors,
            violations.stream().map(ContractAnswer.Line::of).toList());
    if (json()) {
      answer(answer);
    } else {
      show(answer, violations);
    }
    return errors > 0 ? ExitCode.DRIFT : ExitCode.DONE;
  }

  private Version version() {
    try {
      return new Version(at);
    } catch (IllegalArgumentException e) {
      throw new UsageProblem("--at is \"" + at + "\"; write a migration's number, e.g. 0031");
    }
  }

  /** The highest version that ran; none when nobody knows, 0 when none did. */
  private static Optional<Version> head(Workspace workspace) {
    var target = workspace.target();
    var known = workspace.knownTargets().contains(target);
    Stream<Version> done =
        known
            ? workspace.answers().status(target).migrations().stream()
                .filter(m -> DONE.contains(m.state()) && !m.version().isEmpty())
                .map(m -> new Version(m.version()))
            : workspace.session().receipts().stream()
                .filter(r -> r.phase() == Receipt.Phase.APPLIED)
                .map(Receipt::version);
    var highest = done.max(Version::compareTo);
    return known && highest.isEmpty() ? Optional.of(new Version("0")) : highest;
  }

  private void show(ContractAnswer answer, List<Violation> violations) {
    for (var v : violations) {
      console()
          .answer(
              v.warning() ? Console.Paint.WARN : Console.Paint.BAD, Printable.line(v.toString()));
      console().answer("    " + Printable.line(v.remedy()));
    }
    var rules = answer.head().isEmpty() ? "all rules" : "the rules of " + answer.head();
    var held =
        "%d tables and %d enums of %s, held against target \"%s\" by %s"
            .formatted(answer.tables(), answer.enums(), answer.contract(), answer.target(), rules);
    if (answer.errors() == 0) {
      console().answer(Console.Paint.GOOD, "kept: " + held + warnings(answer));
    } else {
      console()
          .answer(
              Console.Paint.STRONG,
              "broken: %d %s%s; %s"
                  .formatted(
                      answer.errors(),
                      answer.errors() == 1 ? "rule" : "rules",
                      warnings(answer),
                      held));
    }
  }

  private static String warnings(ContractAnswer answer) {
    return answer.warnings() == 0
        ? ""
        : ", %d optional %s not"
            .formatted(answer.warnings(), answer.warnings() == 1 ? "rule is" : "rules are");
  }

  private ExitCode generate(Workspace workspace, Path file) {
    if (Files.exists(file) && !yes) {
      throw new UsageProblem(
          file + " is there already and was not touched; write over it with --yes");
    }
    var text = TargetContract.generate(workspace.session());
    var rules = Contract.parse(text, file.toString()).rules();
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
      Files.writeString(file.resolveSibling(Contract.jsonSchemaFile()), Contract.jsonSchema());
    } catch (IOException e) {
      throw new UsageProblem(file + " cannot be written: " + e);
    }
    var sentence =
        "wrote %s: %d tables and views, %d enums of target \"%s\"; beside it %s for editors"
            .formatted(
                file,
                rules.tables().size(),
                rules.enums().size(),
                workspace.target(),
                Contract.jsonSchemaFile());
    if (json()) {
      answer(
          new GenerateAnswer(
              "ledger/contract-generate/v1",
              workspace.target(),
              file.toString(),
              rules.tables().size(),
              rules.enums().size(),
              sentence));
    } else {
      console().answer(sentence);
    }
    return ExitCode.DONE;
  }

  /** What was written. */
  record GenerateAnswer(
      String schema, String target, String contract, int tables, int enums, String answer) {}
}
