package dev.migrationledger.runner.source;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.sql.order.FactCollector;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.PostgresSql;
import dev.migrationledger.sql.parse.SyntaxError;
import dev.migrationledger.sql.transaction.TransactionUse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks PostgreSQL's own parser about scripts that are going to run: all their syntax errors, and
 * which statements cannot run in a transaction. Making one costs nothing: the parser is loaded with
 * the first script. What it is not asked about is left to the server, and it says so.
 */
public final class SyntaxCheck implements AutoCloseable {

  private static final long MEBIBYTE = 1 << 20;

  /** Longer ones are rows that a program wrote, and their trees would not fit beside a deploy. */
  static final int LARGEST_STATEMENT = 256 << 10;

  /** A script that sets it may hold bodies the server does not look at, as pg_dump's do. */
  private static final String BODIES_UNCHECKED = "check_function_bodies";

  /** Which pending scripts are asked about: none when there are more than so many of them. */
  public enum Extent {
    /** None: nothing is going to run. */
    NOTHING(0, 0, 0, false),
    /** Little: they run in a database that holds nothing yet, where a failure loses nothing. */
    NEW_TARGET(100, 1, 1, true),
    /** They are going to run. Larger ones are rows, and take longer to parse than to run. */
    DEPLOY(Integer.MAX_VALUE, 1, Integer.MAX_VALUE, true),
    /** Somebody asked for it, and what they do is not recorded. */
    EVERYTHING(Integer.MAX_VALUE, 16, Integer.MAX_VALUE, false);

    private final int scripts;
    private final int largest;
    private final int together;
    private final boolean recorded;

    /** The sizes are in MiB. */
    Extent(int scripts, int largest, int together, boolean recorded) {
      this.scripts = scripts;
      this.largest = largest;
      this.together = together;
      this.recorded = recorded;
    }

    private boolean isTooLarge(SourceFile source) {
      return this != NOTHING && source.bytes() > largest * MEBIBYTE;
    }

    private FoundFacts unread() {
      return this == NOTHING
          ? FoundFacts.unread("the command that found it reads no scripts")
          : FoundFacts.unread("more than 100 scripts or 1 MiB were pending on a new target");
    }
  }

  private final PostgresSql parser = new PostgresSql(LARGEST_STATEMENT);
  private final Grammar server;
  private final Extent extent;
  private final List<ScriptWatcher> watchers;

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
    this.server = new Grammar(serverVersion);
    this.extent = extent;
    this.watchers = List.copyOf(watchers);
  }

  /** Loads the parser while something else is waited for, when it will be asked about a script. */
  public void prepareFor(List<SourceFile> pending) {
    if (pending.size() <= extent.scripts && !pending.stream().allMatch(extent::isTooLarge)) {
      parser.prepare();
    }
  }

  /** Checks scripts, in the order in which they run; those that cannot be read stay as they are. */
  public CheckedScripts check(List<ParsedScript> pending) {
    var use = new TransactionUse(server.version());
    var checked = new ArrayList<ParsedScript>();
    var left = new ArrayList<String>();
    var large = new ArrayList<String>();
    var many = pending.size() > extent.scripts;
    var bytes = 0L;
    for (var script : pending) {
      var source = script.source();
      if (extent.isTooLarge(source)) {
        large.add(source.file());
        checked.add(
            notRead(script, FoundFacts.unread("it is larger than " + extent.largest + " MiB")));
      } else if (many || bytes + source.bytes() > extent.together * MEBIBYTE) {
        left.add(source.file());
        checked.add(notRead(script, extent.unread()));
      } else {
        bytes += source.bytes();
        checked.add(check(script, use, large));
      }
    }
    return new CheckedScripts(
        checked, extent == Extent.NOTHING ? List.of() : unchecked(left, large, pending.size()));
  }

  @Override
  public void close() {
    parser.close();
  }

  private List<Finding> unchecked(List<String> left, List<String> large, int pending) {
    var findings = new ArrayList<Finding>();
    if (!left.isEmpty()) {
      findings.add(
          unchecked(
              left,
              pending,
              " before the run (%s is the first), nor whether the target has what they need: it"
                  + " holds nothing yet; \"ledger validate\" checks all"));
    }
    if (!large.isEmpty()) {
      findings.add(
          unchecked(
              large,
              pending,
              ", or not of every statement (%s is the first): the server reads files over "
                  + extent.largest
                  + " MiB, and statements over 256 KiB or nested too deeply"));
    }
    return findings;
  }

  private static Finding unchecked(List<String> files, int pending, String rest) {
    return SourceCode.GRAMMAR_UNCHECKED.of(
        "",
        "the grammar of %d of %d pending scripts was not checked".formatted(files.size(), pending)
            + rest.formatted(files.getFirst()));
  }

  private ParsedScript notRead(ParsedScript script, FoundFacts facts) {
    watchers.forEach(watcher -> watcher.notRead(script));
    return script.with(facts);
  }

  private ParsedScript check(ParsedScript script, TransactionUse use, List<String> large) {
    var source = script.source();
    try (var reader = parser.read(Files.newInputStream(source.path()))) {
      var notes = new Notes(use);
      for (var s = reader.next(); s != null; s = reader.next()) {
        notes.add(s);
        for (var watcher : watchers) {
          watcher.statement(script, s);
        }
      }
      if (notes.unread) {
        large.add(source.file());
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

    void add(ParsedStatement s) {
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
        facts.add(s);
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
