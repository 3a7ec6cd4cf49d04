package dev.migrationledger.runner.verify;

import dev.migrationledger.runner.schema.LiveObjects;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.ScriptWatcher;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.sql.Comment;
import dev.migrationledger.sql.claim.Claims;
import dev.migrationledger.sql.facts.ObjectName;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.ScriptReader;
import dev.migrationledger.sql.promise.Promise;
import dev.migrationledger.sql.promise.Promises;
import java.sql.SQLException;
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

  private final TargetSession session;
  private final Map<String, Said> byFile = new HashMap<>();
  private @Nullable String searchPath;
  private @Nullable Promises open;

  /** Promises of scripts that run in this session. */
  public ScriptPromises(TargetSession session) {
    this.session = session;
  }

  @Override
  public void statement(ParsedScript script, ParsedStatement statement) {
    var promises = open;
    if (promises == null) {
      promises = new Promises(searchPath());
      open = promises;
    }
    promises.add(statement);
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

  /** A session that cannot tell fails at its next question. */
  private String searchPath() {
    var path = searchPath;
    if (path == null) {
      try {
        path = LiveObjects.session(session).searchPath();
      } catch (SQLException e) {
        path = "\"$user\", public";
      }
      searchPath = path;
    }
    return path;
  }
}
