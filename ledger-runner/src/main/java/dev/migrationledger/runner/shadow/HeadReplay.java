package dev.migrationledger.runner.shadow;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.source.ScriptParser;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.source.SyntaxCheck;
import java.util.ArrayList;
import java.util.List;

/**
 * A replay of what is done on a target, as the folder has it today.
 *
 * @param replayed what it gave
 * @param notes what was replayed otherwise than it ran, a sentence each
 */
public record HeadReplay(Replayed replayed, List<String> notes) {

  public HeadReplay {
    requireNonNull(replayed, "replayed");
    notes = List.copyOf(notes);
  }

  /**
   * Replays it, or remembers it.
   *
   * @throws dev.migrationledger.runner.target.TargetFailure when the server cannot be used
   */
  public static HeadReplay of(
      LedgerState state,
      MigrationFolder folder,
      Naming naming,
      ShadowServer server,
      ShadowSettings settings,
      ShadowCache cache) {
    var done = folder.migrations().stream().filter(file -> isDone(state, file)).toList();
    var parsed = done.stream().map(file -> ScriptParser.parse(file, naming)).toList();
    try (var syntax = new SyntaxCheck(server.majorVersion(), SyntaxCheck.Extent.EVERYTHING)) {
      var scripts = syntax.check(parsed).scripts();
      var replay = new ShadowReplay(server, settings, cache);
      return new HeadReplay(replay.run(scripts, ShadowReplay.Wanted.LAST), notes(state, done));
    }
  }

  private static boolean isDone(LedgerState state, SourceFile file) {
    return state.migration(file.version()).filter(m -> m.status().isDone()).isPresent();
  }

  private static List<String> notes(LedgerState state, List<SourceFile> done) {
    var notes = new ArrayList<String>();
    for (var known : state.migrations()) {
      if (known.status().isDone()) {
        done.stream()
            .filter(f -> f.version().compareTo(known.version()) == 0)
            .findFirst()
            .ifPresentOrElse(
                file -> edited(known, file, notes),
                () ->
                    notes.add(known.file() + " is applied and is not there: it was not replayed"));
      }
    }
    return notes;
  }

  private static void edited(MigrationState known, SourceFile file, List<String> notes) {
    if (!file.checksum().equals(known.checksum())) {
      notes.add(file.file() + " was edited after it ran: its text of now was replayed");
    }
  }
}
