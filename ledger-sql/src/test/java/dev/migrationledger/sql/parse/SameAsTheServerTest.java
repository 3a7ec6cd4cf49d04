package dev.migrationledger.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrationledger.sql.Statement;
import dev.migrationledger.sql.StatementKind;
import dev.migrationledger.sql.StatementReader;
import dev.migrationledger.sql.tree.Fingerprint;
import dev.migrationledger.sql.tree.JsonReader;
import dev.migrationledger.sql.tree.Node;
import dev.migrationledger.sql.wasm.PgQuery;
import dev.migrationledger.sql.wasm.PgQueryImage;
import dev.migrationledger.sql.wasm.RawResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SameAsTheServerTest {

  private static final int MUTATIONS = 500;
  private static final int BYTE_MUTATIONS = 100_000;

  @SuppressWarnings("NullAway.Init")
  private static Server server;

  private static Parser parser;

  @BeforeAll
  static void start() throws SQLException {
    server = new Server();
    PgQueryImage image = PgQueryImage.load();
    parser = new Parser(4 << 20, image::newParser);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void our_own_cases_have_the_servers_outcome() throws IOException {
    List<String> cases = cases(Path.of("src/test/resources/cases/parse/statements.sql"));
    assertThat(cases).hasSizeGreaterThan(60);
    cases.forEach(SameAsTheServerTest::assertSame);
    for (String tail : List.of("", " ", "\n-- c", " /* c */")) {
      assertSame("SELECT 1 +" + tail);
    }
  }

  @Test
  void the_gauntlet_has_the_servers_outcome() throws IOException {
    List<String> gauntlet = gauntlet();
    assertThat(gauntlet).hasSizeGreaterThan(180);
    gauntlet.forEach(SameAsTheServerTest::assertSame);
  }

  @Test
  void the_servers_own_scripts_have_its_outcome() throws IOException, SQLException {
    int statements = 0;
    for (Path script : serverScripts()) {
      for (Statement statement : split(Files.readAllBytes(script))) {
        assertSame(statement.text());
        statements++;
      }
    }
    assertThat(statements).isGreaterThan(1500);
  }

  @Test
  void mutated_statements_have_the_servers_outcome() throws IOException {
    List<String> statements = cases(Path.of("src/test/resources/cases/parse/statements.sql"));
    int compared = 0;
    for (long seed = 1; compared < MUTATIONS; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      String mutated = mutated(statements.get(random.nextInt(statements.size())), random);
      List<Statement> split = split(mutated.getBytes(StandardCharsets.UTF_8));
      if (split.size() == 1) {
        assertSame(split.getFirst().text());
        compared++;
      }
    }
  }

  @Test
  void published_scripts_have_the_servers_outcome() throws IOException {
    Map<String, List<String>> scripts = PublishedScripts.read();
    assertThat(scripts.keySet())
        .extracting(jar -> jar.replaceFirst("-[0-9.]+\\.jar$", ""))
        .containsExactlyInAnyOrder(
            "camunda-engine",
            "flowable-engine",
            "flowable-engine-common",
            "jobrunr",
            "quartz",
            "spring-batch-core",
            "spring-session-jdbc");
    int statements = 0;
    for (List<String> all : scripts.values()) {
      for (String script : all) {
        for (Statement statement : split(script.getBytes(StandardCharsets.UTF_8))) {
          if (statement.kind() != StatementKind.COMMIT) { // the server would obey
            assertSame(statement.text());
            statements++;
          }
        }
      }
    }
    assertThat(statements).isGreaterThan(2000);
  }

  @Test
  void random_bytes_never_crash_the_parser() throws IOException {
    List<byte[]> statements =
        cases(Path.of("src/test/resources/cases/parse/statements.sql")).stream()
            .map(statement -> statement.getBytes(StandardCharsets.UTF_8))
            .toList();
    long seed = 42;
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < BYTE_MUTATIONS; i++) {
      byte[] bytes = statements.get(random.nextInt(statements.size())).clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) (1 + random.nextInt(255));
      }
      String text = new String(bytes, StandardCharsets.UTF_8);
      assertThat(parser.sql(text))
          .as("seed %d, mutation %d: %s", seed, i, text)
          .isNotInstanceOf(Outcome.Unread.class);
    }
  }

  @Test
  void the_splitter_ends_statements_where_the_parser_does() throws IOException, SQLException {
    int statements = 0;
    for (Path script : serverScripts()) {
      List<Statement> split = split(Files.readAllBytes(script));
      List<Statement> good =
          split.stream().filter(one -> parser.sql(one.text()) instanceof Outcome.Trees).toList();
      StringBuilder whole = new StringBuilder();
      good.forEach(one -> whole.append(one.text()).append(";\n"));
      assertThat(trees(whole.toString()))
          .as(script.getFileName().toString())
          .isEqualTo(good.stream().flatMap(one -> trees(one.text()).stream()).toList());
      statements += good.size();
    }
    assertThat(statements).isGreaterThan(1500);
  }

  @Test
  void a_body_that_the_server_refuses_for_its_syntax_is_refused_and_no_other() throws Exception {
    try (PostgresSql sql = new PostgresSql()) {
      for (String routine : cases(Path.of("src/test/resources/cases/parse/routines.sql"))) {
        String said = server.verdictOnRunning(routine).message();
        List<SyntaxError> errors = sql.parse(routine).syntaxErrors();
        if (said.contains("syntax error")) {
          assertThat(errors).as(routine).hasSize(1);
          assertThat(said).as(routine).contains(errors.getFirst().message());
        } else {
          assertThat(errors).as(routine + " " + said).isEmpty();
        }
      }
    }
  }

  private static void assertSame(String sql) {
    Server.Verdict ours = Server.Verdict.of(parser.sql(sql));
    assertThat(ours).as(sql).isEqualTo(server.verdict(sql));
  }

  private static List<Statement> split(byte[] script) throws IOException {
    List<Statement> statements = new ArrayList<>();
    try (StatementReader reader = StatementReader.of(new ByteArrayInputStream(script))) {
      Statement next = reader.next();
      while (next != null) {
        statements.add(next);
        next = reader.next();
      }
    }
    return statements;
  }

  /** The fingerprints of the statements that libpg_query itself finds in a text. */
  private static List<String> trees(String text) {
    PgQuery fresh = PgQueryHolder.INSTANCE;
    return switch (fresh.parse(text.getBytes(StandardCharsets.UTF_8))) {
      case RawResult.Json json ->
          JsonReader.read(json.utf8()).nodes("stmts").stream()
              .map((Node raw) -> Fingerprint.of(raw.node("stmt")))
              .toList();
      case RawResult.Refusal refusal -> List.of(refusal.message());
    };
  }

  /** A word or a character is taken out, doubled, or put elsewhere. */
  private static String mutated(String statement, RandomGenerator random) {
    List<String> words = new ArrayList<>(List.of(statement.split("(?<=\\W)|(?=\\W)", -1)));
    int at = random.nextInt(words.size());
    String word = words.remove(at);
    switch (random.nextInt(3)) {
      case 0 -> {}
      case 1 -> words.addAll(at, List.of(word, " ", word));
      default -> words.add(random.nextInt(words.size() + 1), word);
    }
    return String.join("", words);
  }

  private static List<Path> serverScripts() throws IOException, SQLException {
    try (Stream<Path> files = Files.walk(server.scripts(), 2)) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
  }

  private static List<String> gauntlet() throws IOException {
    String named = System.getProperty("ledger.vectors", "");
    Path file =
        (named.isEmpty() ? Path.of("../../shared/vectors") : Path.of(named))
            .resolve("gauntlet.sql");
    assumeTrue(Files.exists(file), "no test vectors: name their folder with -Dledger.vectors=…");
    return cases(file);
  }

  private static List<String> cases(Path file) throws IOException {
    return Stream.of(Files.readString(file).split("(?m)^-- @@.*\n", -1))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toList();
  }

  /** For asking libpg_query without what {@link Parser} adds. */
  private static final class PgQueryHolder {
    static final PgQuery INSTANCE = PgQueryImage.load().newParser();
  }
}
