package dev.migrationledger.runner.prerequisite;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.order.FolderOrder;
import dev.migrationledger.runner.schema.LiveObjects;
import dev.migrationledger.runner.schema.RowProbe;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.ScriptWatcher;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
  private Present.@Nullable Session session;
  private @Nullable Seen open;
  private String trouble = "";

  /** Prerequisites on a target, in the session that will run the scripts. */
  public Prerequisites(TargetSession target) {
    this.target = target;
  }

  @Override
  public boolean wantsFacts() {
    return true;
  }

  @Override
  public void statement(ParsedScript script, ParsedStatement statement, List<Fact> facts) {
    var seen = seen(script);
    seen.demands().add(statement, seen.facts().add(statement, facts));
  }

  @Override
  public void end(ParsedScript script, ScriptReader reader, boolean whole) {
    end(script, whole);
  }

  @Override
  public void notRead(ParsedScript script) {
    end(script, false);
  }

  private void end(ParsedScript script, boolean whole) {
    var key = new Script(script.source().file(), script.source().version().number());
    var statements = open == null ? List.<List<Fact>>of() : open.facts().statements();
    var demanded = open == null ? new RowDemands(script.source().file()) : open.demands();
    open = null;
    if (!whole) {
      demanded.addUnread();
    }
    scripts.put(key, new ScriptFacts(key, List.of(), statements, whole));
    demands.put(key, demanded);
  }

  /** What is not there when the scripts run that were seen. */
  public List<Finding> unmet() {
    if (session == null) {
      return List.of();
    }
    try {
      return trouble.isEmpty() ? find(session) : List.of(unknown(trouble));
    } catch (SQLException e) {
      return List.of(unknown(String.valueOf(e.getMessage())));
    }
  }

  private List<Finding> find(Present.Session in) throws SQLException {
    var facts = List.copyOf(scripts.values());
    var present = new Present(in, LiveObjects.named(target, Present.namesIn(facts)));
    var findings = new ArrayList<Finding>();
    Resolver.resolve(facts, present)
        .findings()
        .forEach(f -> findings.add(FolderOrder.asFinding(f)));
    var asked = RowDemands.of(List.copyOf(demands.values()), present);
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

  private Seen seen(ParsedScript script) {
    var seen = open;
    if (seen == null) {
      seen =
          new Seen(
              new FactCollector(session().checksBodies()), new RowDemands(script.source().file()));
      open = seen;
    }
    return seen;
  }

  private Present.Session session() {
    var asked = session;
    if (asked == null) {
      asked = askedSession();
      session = asked;
    }
    return asked;
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
