package dev.migrationledger.runner.prerequisite;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.order.FolderOrder;
import dev.migrationledger.runner.schema.LiveObjects;
import dev.migrationledger.runner.schema.RowProbe;
import dev.migrationledger.runner.source.ScriptWatcher;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.order.FactCollector;
import dev.migrationledger.sql.order.Present;
import dev.migrationledger.sql.order.Resolver;
import dev.migrationledger.sql.order.Script;
import dev.migrationledger.sql.order.ScriptFacts;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.ScriptReader;
import dev.migrationledger.sql.rows.RowDemands;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The room's entry: sees the statements of pending scripts, then says what they need in vain. The
 * target is asked when the first statement is seen, not before.
 */
public final class Prerequisites implements ScriptWatcher {

  /** One script while its statements come. */
  private record Seen(FactCollector facts, RowDemands demands) {}

  private final TargetSession target;
  private final Map<Script, ScriptFacts> scripts = new TreeMap<>();
  private final Map<Script, RowDemands> demands = new TreeMap<>();
  private final List<Present.Session> session = new ArrayList<>();
  private final List<Seen> open = new ArrayList<>();
  private String trouble = "";

  /** Prerequisites on a target, in the session that will run the scripts. */
  public Prerequisites(TargetSession target) {
    this.target = target;
  }

  @Override
  public void statement(ParsedStatement statement) {
    if (open.isEmpty()) {
      open.add(new Seen(new FactCollector(session()), new RowDemands()));
    }
    var seen = open.getFirst();
    seen.demands().add(statement, seen.facts().add(statement));
  }

  @Override
  public void end(SourceFile file, ScriptReader reader) {
    end(file, reader.problems().isEmpty());
  }

  @Override
  public void unread(SourceFile file) {
    end(file, false);
  }

  private void end(SourceFile file, boolean whole) {
    var key = new Script(file.file(), file.version().number());
    var statements = open.isEmpty() ? List.<List<Fact>>of() : open.getFirst().facts().statements();
    var demanded = open.isEmpty() ? new RowDemands() : open.getFirst().demands();
    open.clear();
    if (!whole) {
      demanded.addUnread();
    }
    scripts.put(key, new ScriptFacts(key, List.of(), statements, whole));
    demands.put(key, demanded);
  }

  /** What is not there when the scripts run that were seen. */
  public List<Finding> unmet() {
    if (session.isEmpty()) {
      return List.of();
    }
    try {
      return trouble.isEmpty() ? find() : List.of(unknown(trouble));
    } catch (SQLException e) {
      return List.of(unknown(String.valueOf(e.getMessage())));
    }
  }

  private List<Finding> find() throws SQLException {
    var facts = List.copyOf(scripts.values());
    var present =
        new Present(session.getFirst(), LiveObjects.named(target, Present.namesIn(facts)));
    var findings = new ArrayList<Finding>();
    Resolver.resolve(facts, present)
        .findings()
        .forEach(f -> findings.add(FolderOrder.asFinding(f)));
    var byFile = new LinkedHashMap<String, RowDemands>();
    demands.forEach((script, demanded) -> byFile.put(script.file(), demanded));
    var asked = RowDemands.of(byFile, present);
    new RowProbe(target)
        .probe(asked)
        .forEach(probed -> RowFindings.of(probed).ifPresent(findings::add));
    return findings;
  }

  private static Finding unknown(String why) {
    return new Finding(
        RowCode.NOT_CHECKED.code(),
        RowCode.NOT_CHECKED.severity(),
        "",
        0,
        0,
        "the target could not be asked for what pending migrations need: " + why,
        RowCode.NOT_CHECKED.remedy());
  }

  private Present.Session session() {
    if (session.isEmpty()) {
      session.add(askedSession());
    }
    return session.getFirst();
  }

  private Present.Session askedSession() {
    try {
      return LiveObjects.session(target);
    } catch (SQLException e) {
      trouble = String.valueOf(e.getMessage());
      return new Present.Session("", "public", true);
    }
  }
}
