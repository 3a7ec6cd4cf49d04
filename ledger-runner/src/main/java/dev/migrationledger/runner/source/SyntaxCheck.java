package dev.migrationledger.runner.source;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.FactReader;
import dev.migrationledger.sql.order.FactCollector;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.PostgresSql;
import dev.migrationledger.sql.parse.SyntaxError;
import dev.migrationledger.sql.transaction.TransactionUse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Asks PostgreSQL's own parser about scripts that are going to run: all their syntax errors, and
 * which statements cannot run in a transaction. Making one costs nothing: the parser is loaded with
 * the first script. What it is not asked about is left to the server, and it says so.
 */
public final class SyntaxCheck implements AutoCloseable {

  private static final long MEBIBYTE = 1 << 20;

  /** Bytes from which on a script is mostly rows. */
  private static final long LONG = 64 << 10;

  /** Longer ones are rows that a program wrote, and their trees would not fit beside a deploy. */
  static final int LARGEST_STATEMENT = 256 << 10;

  /** A script that sets it may hold bodies the server does not look at, as pg_dump's do. */
  private static final String BODIES_UNCHECKED = "check_function_bodies";

  /** Which scripts are asked about. */
  public enum Extent {
    /** None: nothing is going to run. */
    NOTHING(0, 0, false),
    /** They are going to run in a database that holds nothing yet, which is wanted soon. */
    NEW_TARGET(1, 1, true),
    /** They are going to run. Larger ones are rows, and take longer to parse than to run. */
    DEPLOY(1, Integer.MAX_VALUE, true),
    /** Somebody asked for it, and what they do is not recorded. */
    EVERYTHING(16, Integer.MAX_VALUE, false);

    private final int largest;
    private final int longTogether;
    private final boolean recorded;

    /** The sizes are in MiB. */
    Extent(int largest, int longTogether, boolean recorded) {
      this.largest = largest;
      this.longTogether = longTogether;
      this.recorded = recorded;
    }

    private boolean mayHold(SourceFile source) {
      return this != NOTHING && source.bytes() <= largest * MEBIBYTE;
    }

    /** Which of them are asked about: of long ones the first that have room together. */
    private Set<SourceFile> held(List<SourceFile> sources) {
      var held = new LinkedHashSet<SourceFile>();
      var left = longTogether * MEBIBYTE;
      for (var source : sources) {
        var taken = source.bytes() > LONG ? source.bytes() : 0;
        if (mayHold(source) && taken <= left) {
          left -= taken;
          held.add(source);
        }
      }
      return held;
    }

    private FoundFacts unread(SourceFile source) {
      return FoundFacts.unread(
          this == NOTHING
              ? "the command that found it reads no scripts"
              : mayHold(source)
                  ? "long scripts on a new target have more than " + longTogether + " MiB together"
                  : "it is larger than " + largest + " MiB");
    }
  }

  private static final String DEFAULT_PATH = "\"$user\", public";

  private final PostgresSql parser = new PostgresSql(LARGEST_STATEMENT);
  private final Grammar server;
  private final Extent extent;
  private final Supplier<String> searchPath;
  private final List<ScriptWatcher> watchers;
  private final boolean factsWanted;

  /**
   * A check for one server.
   *
   * @param serverVersion the target's, e.g. {@code 17.2}
   */
  public SyntaxCheck(String serverVersion, Extent extent) {
    this(serverVersion, extent, List.of());
  }

  /** The same, with those who look on. */
  public SyntaxCheck(String serverVersion, Extent extent, List<? extends ScriptWatcher> watchers) {
    this(serverVersion, extent, () -> DEFAULT_PATH, watchers);
  }

  /**
   * The same, for one session.
   *
   * @param searchPath asked once a check: how the session that runs the scripts looks names up
   */
  public SyntaxCheck(
      String serverVersion,
      Extent extent,
      Supplier<String> searchPath,
      List<? extends ScriptWatcher> watchers) {
    this.server = new Grammar(serverVersion);
    this.extent = extent;
    this.searchPath = searchPath;
    this.watchers = List.copyOf(watchers);
    this.factsWanted = extent.recorded || watchers.stream().anyMatch(ScriptWatcher::wantsFacts);
  }

  /** Loads the parser while something else is waited for, when it will be asked about a script. */
  public void prepareFor(List<SourceFile> pending) {
    if (pending.stream().anyMatch(extent::mayHold)) {
      parser.prepare();
    }
  }

  /** Checks scripts, in the order in which they run; those that cannot be read stay as they are. */
  public CheckedScripts check(List<ParsedScript> pending) {
    var use = new TransactionUse(server.version());
    var checked = new ArrayList<ParsedScript>();
    var unread = new ArrayList<String>();
    var held = extent.held(pending.stream().map(ParsedScript::source).toList());
    var path = factsWanted && !held.isEmpty() ? searchPath.get() : DEFAULT_PATH;
    try (var ahead = new ReadAhead(parser, List.copyOf(held))) {
      for (var script : pending) {
        if (held.contains(script.source())) {
          checked.add(check(script, ahead, path, use, unread));
        } else {
          checked.add(notRead(script, extent.unread(script.source())));
          unread.add(script.source().file());
        }
      }
    }
    return new CheckedScripts(
        checked,
        extent == Extent.NOTHING || unread.isEmpty()
            ? List.of()
            : List.of(unchecked(unread, pending.size())));
  }

  @Override
  public void close() {
    parser.close();
  }

  private Finding unchecked(List<String> files, int pending) {
    return SourceCode.GRAMMAR_UNCHECKED.of(
        "",
        ("the grammar of %d of %d pending scripts was not checked, or not of every statement (%s is"
                + " the first): the server reads files over %d MiB%s, and statements over 256 KiB or"
                + " nested too deeply")
            .formatted(
                files.size(),
                pending,
                files.getFirst(),
                extent.largest,
                extent == Extent.NEW_TARGET
                    ? ", on a new target long ones of more than 1 MiB together"
                    : ""));
  }

  private ParsedScript notRead(ParsedScript script, FoundFacts facts) {
    watchers.forEach(watcher -> watcher.notRead(script));
    return script.with(facts);
  }

  private ParsedScript check(
      ParsedScript script, ReadAhead ahead, String path, TransactionUse use, List<String> unread) {
    var source = script.source();
    try (var text = ahead.next()) {
      var notes = new Notes(use);
      var reading = new FactReader(path);
      for (var s = text.next(); s != null; s = text.next()) {
        var facts = factsWanted ? reading.next(s) : List.<Fact>of();
        notes.add(s, facts);
        for (var watcher : watchers) {
          watcher.statement(script, s, facts);
        }
      }
      var reader = text.reader();
      if (notes.unread) {
        unread.add(source.file());
      }
      var whole = reader.problems().isEmpty() && !notes.unread;
      for (var watcher : watchers) {
        watcher.end(script, reader, whole);
      }
      var findings = new ArrayList<>(script.findings());
      reader.foreign().ifPresent(p -> findings.add(ScriptParser.asFinding(source, p)));
      findings.addAll(findings(source, notes.refused(reader.syntaxErrors())));
      var read =
          whole
              ? told(
                  script, notes.split, ScriptHeader.isTransactional(source.file(), reader.header()))
              : script.with(script.transactional(), findings);
      return extent.recorded ? read.with(notes.found(whole)) : read;
    } catch (IOException e) {
      return notRead(script, FoundFacts.unread("it could not be read"));
    }
  }

  /** What is kept of a script's statements when they have passed. */
  private final class Notes {

    private final TransactionUse use;
    private final TransactionSplit split = new TransactionSplit();
    private final FactCollector facts = new FactCollector();
    private final Set<Integer> accepted = new HashSet<>();
    private boolean uncheckedBodies;
    private boolean unread;

    Notes(TransactionUse use) {
      this.use = use;
    }

    void add(ParsedStatement s, List<Fact> read) {
      accepted.add(s.statement().ordinal());
      uncheckedBodies |= s.statement().text().contains(BODIES_UNCHECKED);
      unread |= !s.unread().isEmpty();
      var refused = use.refuse(s);
      if (refused.isPresent()) {
        split.alone(s.statement(), refused.get());
      } else if (!s.kind().equals("TransactionStmt") && !s.kind().equals("VariableSetStmt")) {
        split.together(s.statement());
      }
      if (extent.recorded) {
        facts.add(s, read);
      }
    }

    /** The errors that the server will see too. */
    List<SyntaxError> refused(List<SyntaxError> errors) {
      return errors.stream()
          .filter(e -> !uncheckedBodies || !accepted.contains(e.statement()))
          .toList();
    }

    FoundFacts found(boolean whole) {
      return new FoundFacts(whole ? "" : "not every statement was read", facts.statements());
    }
  }

  /** The trees have the last word on transactions: what the leading words told is replaced. */
  private static ParsedScript told(
      ParsedScript script, TransactionSplit split, boolean transactional) {
    var findings = new ArrayList<>(script.findings());
    findings.removeIf(f -> f.code().equals(SourceCode.MIXED_TRANSACTION.code()));
    if (transactional) {
      split.mixed(script.source().file()).ifPresent(findings::add);
    }
    return script.with(transactional && !split.needsNone(), findings);
  }

  /** As errors where this server is bound to refuse it too, else as doubts. */
  private List<Finding> findings(SourceFile source, List<SyntaxError> errors) throws IOException {
    var told = SyntaxErrors.findings(source.file(), source.path(), errors);
    var findings = new ArrayList<Finding>();
    for (var i = 0; i < told.size(); i++) {
      findings.add(server.isThatOf(errors.get(i)) ? told.get(i) : doubted(told.get(i)));
    }
    return findings;
  }

  private Finding doubted(Finding error) {
    return new Finding(
        error.code(),
        Severity.WARNING,
        error.file(),
        error.line(),
        error.column(),
        error.message() + "\n(" + server.doubt() + ")",
        error.remedy());
  }
}
