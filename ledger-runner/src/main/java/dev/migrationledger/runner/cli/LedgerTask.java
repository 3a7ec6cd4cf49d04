package dev.migrationledger.runner.cli;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.runner.settings.Setting;
import dev.migrationledger.runner.workspace.Workspace;
import dev.migrationledger.store.failure.StoreFailure;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/**
 * What all commands share: settings, a workspace, a console, and failures turned into exit codes.
 */
public abstract class LedgerTask implements Callable<Integer> {

  @Mixin private CommonOptions options = new CommonOptions();
  @ParentCommand private @Nullable LedgerCli parent;

  /** Does the work. */
  protected abstract ExitCode run(Workspace workspace);

  /** The formats this command can answer in. */
  protected Set<OutputFormat> formats() {
    return EnumSet.of(OutputFormat.human, OutputFormat.json);
  }

  /** Settings that only this command has options for. */
  protected Map<Setting, String> ownSettings() {
    return Map.of();
  }

  /** Puts an option's value among the settings when it was given. */
  public static Map<Setting, String> settings(Map<Setting, @Nullable String> given) {
    var settings = new EnumMap<Setting, String>(Setting.class);
    given.forEach((setting, value) -> {
      if (value != null) {
        settings.put(setting, value);
      }
    });
    return settings;
  }

  @Override
  public final Integer call() {
    var folder = cli().folder();
    try (var workspace =
        new Workspace(
            options.settings(environment(), folder, ownSettings()), environment(), folder)) {
      return attempt(workspace).status();
    } catch (RuntimeException e) {
      return Failures.report(e, console(), options.json(), environment()).status();
    } finally {
      console().flush();
    }
  }

  /** A ledger that lies in the target is out of reach for the target's reasons: those are told. */
  private ExitCode attempt(Workspace workspace) {
    if (!formats().contains(format())) {
      throw new UsageProblem(
          "this command answers in %s, not in %s"
              .formatted(
                  formats().stream().map(Enum::name).collect(Collectors.joining(", ")), format()));
    }
    try {
      return run(workspace);
    } catch (StoreFailure.Unreachable | StoreFailure.LoginRefused e) {
      if (workspace.settings().text(Setting.LEDGER_URL).isEmpty() && !workspace.isRemote()) {
        workspace.session();
      }
      throw e;
    }
  }

  /** Where to speak. */
  protected final Console console() {
    return cli().console();
  }

  /** The process's environment variables. */
  protected final Map<String, String> environment() {
    return cli().environment();
  }

  /** The folder the command runs in. */
  protected final Path folder() {
    return cli().folder();
  }

  /** How the answer is wanted. */
  protected final OutputFormat format() {
    return options.output();
  }

  /** Whether the answer is wanted as JSON. */
  protected final boolean json() {
    return options.json();
  }

  /** Says so when the ledger holds targets, and none with this name: it may be mistyped. */
  protected final void noteUnknownTarget(Workspace workspace) {
    var known = workspace.knownTargets();
    if (!known.isEmpty() && !known.contains(workspace.target())) {
      console()
          .note(
              "note: the ledger has no target \"%s\"; it knows %s (choose with --target)"
                  .formatted(workspace.target(), String.join(", ", known)));
    }
  }

  /** Writes an answer as JSON. */
  protected final void answer(Object answer) {
    console().raw(AnswerJson.write(answer));
  }

  private LedgerCli cli() {
    if (parent == null) {
      throw new IllegalStateException("a command runs under \"ledger\"");
    }
    return parent;
  }
}
