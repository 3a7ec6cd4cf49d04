package dev.migrationledger.runner.order;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.source.ScriptParser;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.source.SyntaxErrors;
import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.facts.FactReader;
import dev.migrationledger.sql.order.Declaration;
import dev.migrationledger.sql.order.FactCollector;
import dev.migrationledger.sql.order.Script;
import dev.migrationledger.sql.order.ScriptFacts;
import dev.migrationledger.sql.parse.PostgresSql;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads scripts by two threads, each with a parser of its own. */
final class ScriptsAhead {

  /** More is data: reading it as SQL takes longer than anybody waits for a graph. */
  private static final long LARGEST = 16L << 20;

  private static final int THREADS = 2;

  /** What a script does, and what is wrong with its text. */
  record Read(ScriptFacts facts, List<Finding> findings) {}

  private final Naming naming;
  private final PostgresSql sql;

  private ScriptsAhead(Naming naming, PostgresSql sql) {
    this.naming = naming;
    this.sql = sql;
  }

  /** Reads all; the answers come in the order of the scripts. */
  static List<Read> read(List<SourceFile> sources, Naming naming) {
    try (var sql = new PostgresSql();
        var threads =
            Executors.newFixedThreadPool(
                THREADS, Thread.ofPlatform().daemon().name("scripts-", 1).factory())) {
      var reader = new ScriptsAhead(naming, sql);
      var ahead = sources.stream().map(s -> threads.submit(() -> reader.script(s))).toList();
      return ahead.stream().map(ScriptsAhead::get).toList();
    }
  }

  private static Read get(Future<Read> ahead) {
    try {
      return ahead.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a script could not be analysed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while scripts were analysed", e);
    }
  }

  private Read script(SourceFile source) {
    var text = ScriptParser.parse(source, naming);
    var findings = new ArrayList<>(text.findings());
    var declared =
        text.dependencies().stream()
            .map(d ->
                new Declaration(
                    d.dependency().version().number(),
                    d.dependency().file(),
                    new Place(d.line(), d.column())))
            .toList();
    var collector = new FactCollector();
    var whole = source.bytes() <= LARGEST && collect(source, collector, findings);
    var script = new Script(source.file(), source.version().number());
    return new Read(
        new ScriptFacts(script, declared, collector.statements(), whole), List.copyOf(findings));
  }

  /** Whether all of it could be read; a file that cannot be opened is a finding already. */
  private boolean collect(SourceFile source, FactCollector collector, List<Finding> findings) {
    try (var reader = sql.read(Files.newInputStream(source.path()))) {
      var facts = new FactReader();
      for (var s = reader.next(); s != null; s = reader.next()) {
        collector.add(s, facts.next(s));
      }
      reader.foreign().ifPresent(p -> findings.add(ScriptParser.asFinding(source, p)));
      findings.addAll(SyntaxErrors.findings(source.file(), source.path(), reader.syntaxErrors()));
      return reader.problems().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }
}
