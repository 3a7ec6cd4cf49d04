package dev.migrationledger.runner.deploy;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.command.DiscoverMigrations;
import dev.migrationledger.domain.command.ObserveEdits;
import dev.migrationledger.domain.command.RetireMigration;
import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Edit;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.runner.attribution.FileHistory;
import dev.migrationledger.runner.attribution.UnifiedDiff;
import dev.migrationledger.runner.facts.DiscoveredFacts;
import dev.migrationledger.runner.plan.FoundEdit;
import dev.migrationledger.runner.plan.Plan;
import dev.migrationledger.runner.record.LedgerGateway;
import dev.migrationledger.runner.source.DeclaredDependency;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.ScriptParser;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.sql.SecretText;
import dev.migrationledger.store.log.Content;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Turns what the folder tells into what the ledger records, with who wrote it. */
public final class Observer {

  private final Naming naming;
  private final Supplier<FileHistory> history;

  /** An observer that asks the history only when there is something to attribute. */
  public Observer(Naming naming, Supplier<FileHistory> history) {
    this.naming = naming;
    this.history = history;
  }

  /** The texts that edits are told by. */
  AppliedTexts texts(LedgerGateway ledger) {
    return new AppliedTexts(ledger, history);
  }

  void observe(Plan plan, Recorder recorder, LedgerGateway ledger) {
    var retired = plan.retiredByHand();
    discover(plan.discovered(), retired, recorder, ledger);
    edits(plan.edited(), recorder, ledger);
    for (var file : retired) {
      recorder.send(
          new RetireMigration(
              recorder.target(),
              file.version(),
              Naming.activeName(file.file()),
              "the file was found renamed to " + file.file(),
              true,
              List.of(history.get().authorOf(file.path(), file.checksum()))));
    }
  }

  /** Records scripts the ledger does not know in these bytes. */
  void discover(
      List<ParsedScript> sound, List<SourceFile> retired, Recorder recorder, LedgerGateway ledger) {
    var scripts = new ArrayList<>(sound);
    for (var file : retired) {
      if (recorder.state().migration(file.version()).isEmpty()) {
        scripts.add(ScriptParser.parse(file, naming));
      }
    }
    if (scripts.isEmpty()) {
      return;
    }
    Map<Path, Checksum> files = new LinkedHashMap<>();
    scripts.forEach(s -> files.put(s.source().path(), s.source().checksum()));
    var authors = history.get().authorsOf(files);
    var told =
        DiscoveredFacts.of(
            scripts,
            names ->
                recorder.state().migrations().isEmpty()
                    ? List.of()
                    : ledger.discoveries(recorder.target(), names));
    var contents = new ArrayList<Content>();
    var found = new ArrayList<Script>();
    for (var script : scripts) {
      var file = script.source().file();
      found.add(
          script(
              script, requireNonNull(authors.get(file)), requireNonNull(told.get(file)), contents));
    }
    ledger.keep(contents);
    recorder.send(new DiscoverMigrations(recorder.target(), found));
  }

  private Script script(
      ParsedScript parsed, Authorship author, DiscoveredFacts.Told told, List<Content> contents) {
    var source = parsed.source();
    var file =
        source.file().endsWith(".retired") ? Naming.activeName(source.file()) : source.file();
    return new Script(
        source.version(),
        file,
        source.checksum(),
        parsed.normalisedChecksum(),
        source.bytes(),
        kept(text(source), contents),
        author,
        Stream.concat(
                parsed.dependencies().stream().map(DeclaredDependency::dependency),
                told.dependencies().stream())
            .toList(),
        parsed.environments(),
        parsed.transactional(),
        told.facts());
  }

  private void edits(List<FoundEdit> edited, Recorder recorder, LedgerGateway ledger) {
    if (edited.isEmpty()) {
      return;
    }
    var contents = new ArrayList<Content>();
    var edits = new ArrayList<Edit>();
    var texts = texts(ledger);
    for (var found : edited) {
      recorder
          .state()
          .migration(found.script().source().version())
          .ifPresent(known -> edits.add(edit(found, known, texts, contents)));
    }
    ledger.keep(contents);
    recorder.send(new ObserveEdits(recorder.target(), edits));
  }

  private Edit edit(
      FoundEdit found, MigrationState known, AppliedTexts texts, List<Content> contents) {
    var source = found.script().source();
    var ran = texts.ran(source, known);
    var now = text(source);
    var diff =
        ran.isPresent() && now.isPresent()
            ? Optional.of(UnifiedDiff.between(ran.get(), now.get(), source.file()))
            : Optional.<String>empty();
    var changes =
        history
            .get()
            .changesSince(
                source.path(), known.checksum(), known.sight().checksum(), source.checksum());
    return new Edit(
        source.version(),
        source.file(),
        known.checksum(),
        known.sight().checksum(),
        source.checksum(),
        found.script().normalisedChecksum(),
        found.cosmetic() ? Edit.Kind.COSMETIC : Edit.Kind.SEMANTIC,
        kept(now, contents),
        kept(diff.filter(d -> !d.isEmpty()), contents),
        changes.changes());
  }

  private static String kept(Optional<String> text, List<Content> contents) {
    if (text.isEmpty()) {
      return "";
    }
    var content = Content.of(text.get());
    contents.add(content);
    return content.commitment();
  }

  /** The script as it is kept for readers: its checksum vouches for the bytes, secrets and all. */
  private static Optional<String> text(SourceFile source) {
    return AppliedTexts.written(source).map(SecretText::without);
  }
}
