package dev.migrationledger.runner.facts;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.script.Dependency;
import dev.migrationledger.domain.script.SchemaObject;
import dev.migrationledger.domain.script.ScriptFacts;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.sql.order.Edge;
import dev.migrationledger.sql.order.Resolver;
import dev.migrationledger.sql.order.Script;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The room's entry: what discoveries record of the objects that scripts name. */
public final class DiscoveredFacts {

  private static final Set<String> RELATIONS =
      Set.of(
          "table", "foreign table", "view", "materialized view", "sequence", "index", "relation");
  private static final Set<String> TYPES = Set.of("type", "domain");

  /**
   * What is recorded of one script.
   *
   * @param dependencies those derived from its statements
   */
  public record Told(ScriptFacts facts, List<Dependency> dependencies) {

    public Told {
      requireNonNull(facts, "facts");
      dependencies = List.copyOf(dependencies);
    }
  }

  private final List<ParsedScript> scripts;
  private final Map<String, ScriptObjects> objects = new LinkedHashMap<>();
  private final Map<String, Map<String, Dependency>> derived = new LinkedHashMap<>();

  private DiscoveredFacts(List<ParsedScript> scripts) {
    this.scripts = scripts;
  }

  /**
   * Tells what scripts do that are discovered together.
   *
   * @param earlier asked at most once: discoveries that name one of these objects, oldest first
   * @return by file
   */
  public static Map<String, Told> of(
      List<ParsedScript> scripts, Function<Collection<String>, List<MigrationDiscovered>> earlier) {
    return new DiscoveredFacts(scripts).tell(earlier);
  }

  private Map<String, Told> tell(Function<Collection<String>, List<MigrationDiscovered>> earlier) {
    for (var script : scripts) {
      objects.put(script.source().file(), ScriptObjects.of(script.facts()));
      derived.put(script.source().file(), new LinkedHashMap<>());
    }
    amongThemselves();
    onEarlier(earlier);
    var told = new LinkedHashMap<String, Told>();
    scripts.forEach(s -> told.put(s.source().file(), told(s)));
    return told;
  }

  private Told told(ParsedScript script) {
    var own = requireNonNull(objects.get(script.source().file()));
    var needed = List.copyOf(requireNonNull(derived.get(script.source().file())).values());
    var creates = own.cut(own.creates(), ScriptFacts.MOST);
    var references = own.cut(own.references(), ScriptFacts.MOST);
    var dependencies = needed.subList(0, Math.min(needed.size(), ScriptFacts.MOST));
    int all = own.creates().size() + own.references().size() + needed.size();
    int left = all - creates.size() - references.size() - dependencies.size();
    return new Told(
        new ScriptFacts(script.facts().unread(), creates, references, left), dependencies);
  }

  private void amongThemselves() {
    var read =
        scripts.stream()
            .filter(s -> !s.facts().statements().isEmpty())
            .map(DiscoveredFacts::forResolver)
            .toList();
    if (read.size() < 2) {
      return;
    }
    var resolution = Resolver.resolve(read);
    var sources = new HashMap<String, SourceFile>();
    scripts.forEach(s -> sources.put(s.source().file(), s.source()));
    for (var edge : resolution.edges()) {
      if (edge.kind() == Edge.Kind.DERIVED && edge.to() < edge.from()) {
        var from = resolution.scripts().get(edge.from()).file();
        var to = requireNonNull(sources.get(resolution.scripts().get(edge.to()).file()));
        for (var reason : edge.reasons()) {
          add(from, to.version(), to.file(), reason.object(), reason.place().line());
        }
      }
    }
  }

  private static dev.migrationledger.sql.order.ScriptFacts forResolver(ParsedScript script) {
    return new dev.migrationledger.sql.order.ScriptFacts(
        new Script(script.source().file(), script.source().version().number()),
        List.of(),
        script.facts().statements(),
        script.facts().unread().isEmpty());
  }

  /** What none of these scripts creates may be an earlier one's. */
  private void onEarlier(Function<Collection<String>, List<MigrationDiscovered>> earlier) {
    var created = new LinkedHashSet<String>();
    var wanted = new LinkedHashSet<String>();
    for (var own : objects.values()) {
      own.creates().forEach(o -> created.add(o.name()));
      own.references().stream()
          .filter(o -> !o.kind().equals("opaque"))
          .forEach(o -> wanted.add(o.name()));
    }
    wanted.removeAll(created);
    if (wanted.isEmpty()) {
      return;
    }
    var last = new TreeMap<Long, MigrationDiscovered>();
    earlier.apply(wanted).forEach(e -> last.put(e.script().version().number(), e));
    var makers = new HashMap<String, TreeMap<Long, MigrationDiscovered>>();
    last.forEach((number, event) ->
        event
            .script()
            .facts()
            .creates()
            .forEach(
                o -> makers.computeIfAbsent(o.name(), n -> new TreeMap<>()).put(number, event)));
    for (var script : scripts) {
      for (var object : requireNonNull(objects.get(script.source().file())).references()) {
        var before =
            makers
                .getOrDefault(object.name(), new TreeMap<>())
                .headMap(script.source().version().number(), false);
        if (wanted.contains(object.name())) {
          onLast(script, object, before.descendingMap().values());
        }
      }
    }
  }

  private void onLast(
      ParsedScript script, SchemaObject object, Collection<MigrationDiscovered> makers) {
    for (var event : makers) {
      var made = created(event, object);
      if (made.isPresent()) {
        var maker = event.script();
        add(
            script.source().file(),
            maker.version(),
            maker.file(),
            made.get().label(),
            object.line());
        return;
      }
    }
  }

  /** As the script that creates it calls it: INSERT does not tell a table from a view. */
  private static Optional<SchemaObject> created(MigrationDiscovered event, SchemaObject object) {
    return event.script().facts().creates().stream()
        .filter(o -> o.name().equals(object.name()) && isSame(o.kind(), object.kind()))
        .findFirst();
  }

  private static boolean isSame(String created, String used) {
    return created.equals(used)
        || (RELATIONS.contains(created) && (RELATIONS.contains(used) || used.equals("type")))
        || (TYPES.contains(created) && TYPES.contains(used));
  }

  private void add(String from, Version version, String file, String object, int line) {
    requireNonNull(derived.get(from))
        .putIfAbsent(
            version + " " + object, new Dependency(version, file, "", false, object, line));
  }
}
