package dev.migrationledger.sql.order;

import dev.migrationledger.sql.Comment;
import dev.migrationledger.sql.facts.FactReader;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.PostgresSql;
import dev.migrationledger.sql.parse.ScriptReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sets of scripts, by their file names. */
final class Sets implements AutoCloseable {

  private final PostgresSql sql = new PostgresSql();

  Resolution resolve(Map<String, String> scripts) {
    List<ScriptFacts> facts = new ArrayList<>();
    new TreeMap<>(scripts).forEach((file, text) -> facts.add(facts(file, text)));
    return Resolver.resolve(facts);
  }

  ScriptFacts facts(String file, String text) {
    FactCollector collector = new FactCollector();
    FactReader reading = new FactReader();
    try (ScriptReader reader =
        sql.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
      ParsedStatement statement = reader.next();
      while (statement != null) {
        collector.add(statement, reading.next(statement));
        statement = reader.next();
      }
      List<Declaration> declared = new ArrayList<>();
      for (Comment comment : reader.header()) {
        String[] words = comment.text().strip().split("\\s+", -1);
        if (words[0].equals("DEPENDS:")) {
          String named = words[1].contains("_") ? words[1] : "";
          declared.add(new Declaration(number(words[1]), named, comment.place()));
        }
      }
      return new ScriptFacts(
          new Script(file, number(file)),
          declared,
          collector.statements(),
          reader.problems().isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(String file) {
    return Long.parseLong(file.substring(0, 4));
  }

  /** As a test compares them: code, place, message; what is not sure is a warning. */
  static List<String> lines(Resolution resolution) {
    return resolution.findings().stream()
        .map(finding ->
            "%s %s %s:%d:%d %s"
                .formatted(
                    finding.code().code(),
                    finding.sure() ? "error" : "warning",
                    finding.file(),
                    finding.place().line(),
                    finding.place().column(),
                    finding.message()))
        .toList();
  }

  /** As in {@code 0002_b.sql -> 0001_a.sql table a}. */
  static List<String> edges(Resolution resolution) {
    return resolution.edges().stream()
        .map(edge ->
            file(resolution, edge.from())
                + " -> "
                + file(resolution, edge.to())
                + (edge.kind() == Edge.Kind.DECLARED
                    ? " declared"
                    : " " + edge.reasons().stream().map(Reason::object).sorted().toList()))
        .toList();
  }

  static String file(Resolution resolution, int script) {
    return resolution.scripts().get(script).file();
  }

  @Override
  public void close() {
    sql.close();
  }
}
