package dev.migrationledger.runner.verify;

import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.ScriptWatcher;
import dev.migrationledger.sql.Comment;
import dev.migrationledger.sql.claim.Claims;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.facts.ObjectName;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.ScriptReader;
import dev.migrationledger.sql.promise.Promise;
import dev.migrationledger.sql.promise.Promises;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sees the statements of scripts while their syntax is checked, and keeps what they promise. */
public final class ScriptPromises implements ScriptWatcher {

  private static final Pattern IGNORE =
      Pattern.compile(
          "^\\s*IGNORE\\s*:\\s*(VERIFY-\\d{3})\\s+because\\s+(\\S.*?)\\s*$",
          Pattern.CASE_INSENSITIVE);

  /**
   * What one script says.
   *
   * @param promised of its objects
   * @param touched the tables it makes or changes
   * @param claims what it writes beyond their shapes
   * @param ignored the codes that its header lets pass, with the reason
   */
  record Said(
      List<Promise> promised,
      List<ObjectName> touched,
      Claims claims,
      Map<String, String> ignored) {

    /** What nobody has read says nothing. */
    static Said nothing() {
      return new Said(List.of(), List.of(), new Claims(), Map.of());
    }
  }

  private final boolean asked;
  private final Map<String, Said> byFile = new HashMap<>();
  private @Nullable Promises open;

  /**
   * Promises of scripts that are going to run.
   *
   * @param asked whether anybody looks after each of them at what it has made; else nothing is kept
   */
  public ScriptPromises(boolean asked) {
    this.asked = asked;
  }

  @Override
  public boolean wantsFacts() {
    return asked;
  }

  @Override
  public void statement(ParsedScript script, ParsedStatement statement, List<Fact> facts) {
    if (!asked) {
      return;
    }
    var promises = open;
    if (promises == null) {
      promises = new Promises();
      open = promises;
    }
    promises.add(statement, facts);
  }

  @Override
  public void end(ParsedScript script, ScriptReader reader, boolean whole) {
    if (open != null && whole) {
      byFile.put(
          script.source().file(),
          new Said(open.promised(), open.touched(), open.claims(), ignored(reader.header())));
    }
    open = null;
  }

  @Override
  public void notRead(ParsedScript script) {
    open = null;
  }

  /** Whether anybody looks after each script at what it has made. */
  boolean isAsked() {
    return asked;
  }

  /** What a script says; empty when it was not read to its end. */
  Optional<Said> of(String file) {
    return Optional.ofNullable(byFile.get(file));
  }

  private static Map<String, String> ignored(List<Comment> header) {
    var ignored = new TreeMap<String, String>();
    for (var comment : header) {
      var line = IGNORE.matcher(comment.text());
      if (line.matches()) {
        ignored.put(line.group(1).toUpperCase(java.util.Locale.ROOT), line.group(2));
      }
    }
    return ignored;
  }
}
