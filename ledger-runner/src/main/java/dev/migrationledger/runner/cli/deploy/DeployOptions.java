package dev.migrationledger.runner.cli.deploy;

import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.approval.ApprovalGate;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.cli.contract.ContractFile;
import dev.migrationledger.runner.deploy.DeployRequest;
import dev.migrationledger.runner.execute.work.ExecutionSettings;
import dev.migrationledger.runner.plan.PlanRequest;
import dev.migrationledger.runner.settings.ApprovalSettings;
import dev.migrationledger.runner.settings.Setting;
import dev.migrationledger.runner.source.MigrationDirectory;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.workspace.Workspace;
import dev.migrationledger.schema.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the commands that plan or run. */
public final class DeployOptions {

  private static final String OUT_OF_ORDER = "PLAN-005";

  @Option(names = "--to", paramLabel = "VERSION", description = "The last migration to apply")
  private @Nullable String to;

  @Option(
      names = "--allow-out-of-order",
      paramLabel = "VERSION",
      split = ",",
      description = "Apply this migration although a higher one ran; needs --reason")
  private List<String> outOfOrder = new ArrayList<>();

  @Option(
      names = "--allow-unmet",
      paramLabel = "VERSION",
      split = ",",
      description = "Apply this migration although something it needs is missing; needs --reason")
  private List<String> unmet = new ArrayList<>();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why a rule is set aside")
  private String reason = "";

  @Mixin private LockOptions locks = new LockOptions();

  Map<Setting, String> settings() {
    return locks.settings();
  }

  DeployRequest request(Workspace workspace) {
    return request(workspace, gate(workspace, ""), "");
  }

  /** The same, only looked at: whoever runs it later may be somebody else. */
  DeployRequest requestOfAnybody(Workspace workspace) {
    return request(workspace, ApprovalGate.ofAnybody(workspace.settings().approvals()), "");
  }

  /** The same, to be run although approvals are missing. */
  DeployRequest requestBreakingGlass(Workspace workspace) {
    return request(workspace, gate(workspace, breakGlassReason()), "");
  }

  /** The same, to be run although the ledger is away, where nobody can look for approvals. */
  DeployRequest requestWithoutLedger(Workspace workspace) {
    return request(workspace, gate(workspace, breakGlassReason()), breakGlassReason());
  }

  private DeployRequest request(Workspace workspace, ApprovalGate gate, String withoutLedger) {
    return request(
        workspace,
        to == null ? "" : version(to).text(),
        overrides(),
        contract(workspace),
        gate,
        withoutLedger,
        ahead(workspace));
  }

  private static ApprovalGate gate(Workspace workspace, String breakGlass) {
    var policy = workspace.settings().approvals();
    return policy.equals(ApprovalSettings.NONE)
        ? ApprovalGate.OPEN
        : new ApprovalGate(policy, List.of(workspace.who(), workspace.onBehalfOf()), breakGlass);
  }

  private static Optional<Contract> contract(Workspace workspace) {
    return Optional.of(ContractFile.of(workspace))
        .filter(ContractFile::isWanted)
        .map(file -> Contract.read(file.path()));
  }

  /** Why the run is to go on without the ledger. */
  private String breakGlassReason() {
    if (reason.isBlank()) {
      throw new UsageProblem("--break-glass needs --reason \"...\": it is recorded");
    }
    return reason.strip();
  }

  /** What a command that only looks at the folder asks. */
  public static DeployRequest looking(Workspace workspace) {
    return request(
        workspace, "", List.of(), Optional.empty(), ApprovalGate.OPEN, "", () -> read(workspace));
  }

  /** For finishing what a run has left: as {@link #looking}, and held against the contract. */
  public static DeployRequest finishing(Workspace workspace) {
    return request(
        workspace,
        "",
        List.of(),
        contract(workspace),
        ApprovalGate.OPEN,
        "",
        () -> read(workspace));
  }

  /** Reads the folder while the target is connected to. */
  private static Supplier<MigrationFolder> ahead(Workspace workspace) {
    return CompletableFuture.supplyAsync(() -> read(workspace))::join;
  }

  private static MigrationFolder read(Workspace workspace) {
    return MigrationDirectory.read(workspace.migrations(), workspace.settings().naming());
  }

  private static DeployRequest request(
      Workspace workspace,
      String limit,
      List<RuleOverride> overrides,
      Optional<Contract> contract,
      ApprovalGate approvals,
      String withoutLedger,
      Supplier<MigrationFolder> folder) {
    var settings = workspace.settings();
    return new DeployRequest(
        workspace.target(),
        workspace.targetEnvironment(),
        folder,
        settings.naming(),
        limit,
        overrides,
        settings.allowsCosmeticEdits(),
        settings.lint(),
        contract,
        approvals,
        withoutLedger,
        workspace.journals(),
        settings.duration(Setting.LOCK_WAIT),
        ExecutionSettings.defaults()
            .withLockTimeout(settings.duration(Setting.LOCK_TIMEOUT))
            .withStatementTimeout(settings.duration(Setting.STATEMENT_TIMEOUT)));
  }

  private List<RuleOverride> overrides() {
    var overrides = new ArrayList<>(overrides("--allow-out-of-order", OUT_OF_ORDER, outOfOrder));
    overrides.addAll(overrides("--allow-unmet", PlanRequest.UNMET, unmet));
    return overrides;
  }

  private List<RuleOverride> overrides(String option, String rule, List<String> versions) {
    if (!versions.isEmpty() && reason.isBlank()) {
      throw new UsageProblem(option + " needs --reason \"...\": it is recorded");
    }
    return versions.stream().map(v -> new RuleOverride(rule, version(v), reason.strip())).toList();
  }

  /** A version as typed: a number or a file's name. */
  public static Version version(String typed) {
    var digits = typed.strip().replaceFirst("^V", "").replaceFirst("_.*$", "");
    try {
      return new Version(digits);
    } catch (IllegalArgumentException e) {
      throw new UsageProblem(
          "\"" + typed + "\" is no version; write a number such as 0029, or a file's name");
    }
  }
}
