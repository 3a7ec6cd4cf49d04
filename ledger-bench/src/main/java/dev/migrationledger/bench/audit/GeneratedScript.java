package dev.migrationledger.bench.audit;

import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Dependency;
import dev.migrationledger.domain.script.SchemaObject;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.domain.script.ScriptFacts;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.store.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Scripts and commits that were never written. */
final class GeneratedScript {

  private static final List<String> AUTHORS = List.of("Ada", "Barbara", "Frances");
  private static final Instant WRITTEN = Instant.parse("2019-12-01T12:00:00Z");

  private GeneratedScript() {}

  /** Makes a table; one in five needs the one before it, one in ten has bytes of its own target. */
  static Script of(String target, int number, SplittableRandom random) {
    var version = "%04d".formatted(number);
    var text = version + (random.nextInt(10) == 0 ? target : " everywhere");
    var before = "%04d".formatted(Math.max(1, number - 1));
    boolean needs = number > 1 && random.nextInt(5) == 0;
    var table = "public.t" + version;
    return new Script(
        new Version(version),
        version + "_step.sql",
        checksum(text),
        checksum("normalised " + text),
        text.length(),
        "",
        commit(AUTHORS.get(random.nextInt(AUTHORS.size())), WRITTEN, "Add " + version),
        needs
            ? List.of(
                new Dependency(
                    new Version(before), before + "_step.sql", "", false, "table t" + before, 3))
            : List.of(),
        List.of(),
        true,
        new ScriptFacts(
            "",
            List.of(new SchemaObject("table", table, "creates", 1)),
            needs ? List.of(new SchemaObject("table", "public.t" + before, "uses", 3)) : List.of(),
            0));
  }

  static Checksum checksum(String text) {
    return new Checksum(digest(text));
  }

  static String digest(String text) {
    return Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).hex();
  }

  static Authorship commit(String author, Instant at, String message) {
    var mail = author.toLowerCase(Locale.ROOT) + "@example.org";
    var id = digest(author + message).substring(0, 40);
    return new Authorship(
        Authorship.Source.COMMITTED, id, author, mail, author, mail, at, at, message);
  }
}
