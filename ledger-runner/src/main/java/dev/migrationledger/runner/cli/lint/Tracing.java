package dev.migrationledger.runner.cli.lint;

import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.execute.work.ExecutionSettings;
import dev.migrationledger.runner.lint.LintPolicy;
import dev.migrationledger.runner.lint.ScriptClaims;
import dev.migrationledger.runner.scratch.ScratchDatabase;
import dev.migrationledger.runner.settings.Setting;
import dev.migrationledger.runner.source.MigrationDirectory;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.ScriptParser;
import dev.migrationledger.runner.source.SyntaxCheck;
import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.runner.trace.Replay;
import dev.migrationledger.runner.trace.seen.Trace;
import dev.migrationledger.runner.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replays a folder's migrations for a trace. */
final class Tracing {

  private final Workspace workspace;
  private final LintPolicy policy;
  private final Map<String, String> environment;

  Tracing(Workspace workspace, LintPolicy policy, Map<String, String> environment) {
    this.workspace = workspace;
    this.policy = policy;
    this.environment = environment;
  }

  /**
   * The trace of the migrations named, or of all; those before them are replayed too.
   *
   * @param url the server to replay on; empty for an embedded one
   */
  Trace trace(String url, Optional<Path> setup, List<String> files) {
    setup
        .filter(path -> !Files.isReadable(path))
        .ifPresent(path -> {
          throw new UsageProblem("--trace-setup names " + path + ", which cannot be read");
        });
    var naming = workspace.settings().naming();
    var all =
        MigrationDirectory.read(workspace.migrations(), naming).migrations().stream()
            .map(file -> ScriptParser.parse(file, naming))
            .toList();
    var wanted = wanted(all, files);
    try (var database = database(url)) {
      var claims = new ScriptClaims(policy);
      var checked = check(wanted.upToLast(all), database.serverVersion(), claims);
      var settings =
          ExecutionSettings.defaults()
              .withLockTimeout(workspace.settings().duration(Setting.LOCK_TIMEOUT));
      var trace = new Replay(database, settings, claims.byFile()).run(setup, checked);
      return wanted.of(trace);
    }
  }

  private static List<ParsedScript> check(
      List<ParsedScript> scripts, String serverVersion, ScriptClaims claims) {
    try (var syntax =
        new SyntaxCheck(serverVersion, SyntaxCheck.Extent.EVERYTHING, List.of(claims))) {
      return syntax.check(scripts).scripts();
    }
  }

  private ScratchDatabase database(String url) {
    if (!url.isEmpty()) {
      return ScratchDatabase.on(TargetAddress.of(url, environment));
    }
    return ScratchDatabase.embedded();
  }

  /** The files to tell about; all when none is named. */
  private record Wanted(List<String> names) {

    List<ParsedScript> upToLast(List<ParsedScript> all) {
      var last = all.size();
      while (last > 0 && !names.contains(all.get(last - 1).source().file())) {
        last--;
      }
      return all.subList(0, last);
    }

    Trace of(Trace trace) {
      return new Trace(
          trace.serverVersion(),
          trace.objectsSeen(),
          trace.migrations().stream().filter(one -> names.contains(one.file())).toList(),
          trace.failures());
    }
  }

  private Wanted wanted(List<ParsedScript> all, List<String> files) {
    var known = all.stream().map(script -> script.source().file()).toList();
    if (files.isEmpty()) {
      return new Wanted(known);
    }
    var names = new ArrayList<String>();
    for (var file : files) {
      var name = file.substring(file.lastIndexOf('/') + 1);
      if (!known.contains(name)) {
        throw new UsageProblem(
            "--trace replays the migrations of %s, and %s is none of them"
                .formatted(workspace.settings().folder(), file));
      }
      names.add(name);
    }
    return new Wanted(names);
  }
}
