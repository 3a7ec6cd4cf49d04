package dev.migrationledger.runner.rollback;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.shadow.DownProof;
import dev.migrationledger.runner.shadow.DownProofs;
import dev.migrationledger.runner.shadow.ShadowReplay;
import dev.migrationledger.runner.shadow.ShadowSettings;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.ScriptParser;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.source.SyntaxCheck;
import dev.migrationledger.schema.SchemaSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replays what is applied, and proves down scripts on it. */
final class Proving {

  private final RollbackRequest request;
  private final LedgerState state;
  private final Map<Long, DownProof> proved = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private Optional<SchemaSnapshot> last = Optional.empty();

  Proving(RollbackRequest request, LedgerState state) {
    this.request = request;
    this.state = state;
  }

  /** Down scripts as PostgreSQL's parser sees them. */
  List<ParsedScript> parse(List<SourceFile> files) {
    var parsed = files.stream().map(f -> ScriptParser.parse(f, request.deploy().naming())).toList();
    var version = request.server().majorVersion();
    try (var syntax = new SyntaxCheck(version, SyntaxCheck.Extent.EVERYTHING)) {
      return syntax.check(parsed).scripts();
    }
  }

  /**
   * Proves.
   *
   * @param done the files of all that is applied, ascending
   * @param downs the down scripts of some of it
   */
  void prove(List<SourceFile> done, List<ParsedScript> downs) {
    var settings =
        new ShadowSettings(request.deploy().execution(), state.environment(), request.setup());
    var replay = new ShadowReplay(request.server(), settings, request.cache());
    var scripts = parse(done);
    var proofs = replay.prove(scripts, downs);
    last = proofs.last().stream().findFirst();
    if (last.isEmpty()) {
      for (var failed : replay.again(scripts).findings()) {
        findings.add(
            RollbackCode.CANNOT_REPLAY.at(
                failed.file(), failed.line(), failed.column(), said(failed)));
      }
    }
    for (var found : proofs.findings()) {
      findings.add(
          RollbackCode.NOT_PROVED.at(found.file(), found.line(), found.column(), said(found)));
    }
    downs.forEach(down -> settle(down, proofs));
  }

  private void settle(ParsedScript down, DownProofs proofs) {
    var version = down.source().version();
    var proof = proofs.of(version);
    if (proof.filter(DownProof::holds).isPresent()) {
      proved.put(version.number(), proof.get());
    } else if (proof.isEmpty() && last.isPresent()) {
      findings.add(
          RollbackCode.NOT_PROVED.of(
              down.source().file(),
              "%s was not replayed: its migration is for other environments than %s"
                  .formatted(down.source().file(), state.environment())));
    }
  }

  private static String said(Finding found) {
    return found.code() + " " + found.message();
  }

  /** What was proved of a migration's down script; empty when nothing was. */
  Optional<DownProof> of(SourceFile migration) {
    return Optional.ofNullable(proved.get(migration.version().number()));
  }

  /** The schema that all of the applied migrations make; empty when they do not run. */
  Optional<SchemaSnapshot> last() {
    return last;
  }

  /** What does not hold. */
  List<Finding> findings() {
    return findings;
  }
}
