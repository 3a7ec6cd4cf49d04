package dev.migrationledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.command.RetireMigration;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.query.edit.EditsAnswer;
import dev.migrationledger.query.replay.ProjectionCheck;
import dev.migrationledger.query.status.StatusAnswer;
import dev.migrationledger.store.log.StoredEvent;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReplayPropertyTest {

  private static final int CASES = 110;
  private static TestLedger ledger;

  @BeforeAll
  static void start() throws SQLException {
    ledger = TestLedger.fresh();
  }

  @AfterAll
  static void stop() {
    ledger.close();
  }

  static LongStream seeds() {
    return LongStream.range(0, CASES).map(i -> i * 7919 + 17);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void any_split_and_redelivery_gives_the_rows_of_one_pass_and_the_state_of_the_fold(long seed)
      throws SQLException {
    var target = "t" + seed;
    var history = new Histories(target, seed);
    var random = history.random();
    long before = ledger.query().catchUp();
    history.play(ledger, random.nextInt(10, 60));

    deliver(random, before);

    assertThat(ledger.query().check())
        .as("seed %d", seed)
        .allMatch(ProjectionCheck::same)
        .hasSize(12);
    var answer = ledger.query().status(target);
    assertThat(states(answer)).as("seed %d", seed).isEqualTo(states(history.state()));
    assertThat(flags(answer)).as("seed %d", seed).isEqualTo(flags(history.state()));
    var edits = ledger.query().edits(target, Optional.empty());
    assertThat(openEdits(edits, history.state()))
        .as("seed %d", seed)
        .isEqualTo(openEdits(history.state()));
  }

  /** In random pieces, each perhaps again with some of what came before it. */
  private static void deliver(RandomGenerator random, long before) throws SQLException {
    List<StoredEvent> events;
    try (var c = ledger.connection()) {
      events = ledger.store().log().read(c, before + 1, 10_000);
    }
    int done = 0;
    while (done < events.size()) {
      int from = random.nextInt(3) == 0 ? random.nextInt(done + 1) : done;
      int to = Math.min(events.size(), done + random.nextInt(1, 30));
      ledger.query().handle(events.subList(from, to));
      done = to;
    }
    ledger.query().handle(events.subList(random.nextInt(events.size()), events.size()));
  }

  private static TreeMap<String, String> states(StatusAnswer answer) {
    var states = new TreeMap<String, String>();
    for (var line : answer.migrations()) {
      if (!line.checksum().isEmpty()) {
        states.put(line.version() + " " + line.file(), line.state() + " " + line.checksum());
      }
    }
    return states;
  }

  private static TreeMap<String, String> states(LedgerState state) {
    var states = new TreeMap<String, String>();
    var open = state.run().isOpen() ? state.run().notTried() : List.of();
    for (var m : state.migrations()) {
      var running =
          open.contains(m.version())
              && m.status() != MigrationStatus.RETIRED
              && !m.status().isDone();
      var word = running ? "running" : m.status().name().toLowerCase(Locale.ROOT).replace('_', '-');
      states.put(m.version() + " " + m.file(), word + " " + m.checksum());
    }
    return states;
  }

  private static TreeMap<String, String> flags(StatusAnswer answer) {
    var flags = new TreeMap<String, String>();
    for (var line : answer.migrations()) {
      if (!line.checksum().isEmpty()) {
        flags.put(
            line.version(),
            line.flags().contains("edited") + " " + line.flags().contains("out-of-order"));
      }
    }
    return flags;
  }

  private static TreeMap<String, String> flags(LedgerState state) {
    var flags = new TreeMap<String, String>();
    for (var m : state.migrations()) {
      flags.put(m.version().text(), m.edited() + " " + m.outOfOrder());
    }
    return flags;
  }

  private static List<String> openEdits(EditsAnswer answer, LedgerState state) {
    return answer.edits().stream()
        .filter(e -> e.state().equals("open"))
        .map(EditsAnswer.Line::version)
        .filter(v ->
            state.migrations().stream()
                .anyMatch(m -> m.version().text().equals(v) && m.status().isDone()))
        .sorted()
        .toList();
  }

  private static List<String> openEdits(LedgerState state) {
    return state.migrations().stream()
        .filter(MigrationState::editOpen)
        .map(m -> m.version().text())
        .collect(Collectors.toList());
  }

  @Test
  void a_rebuild_of_everything_gives_the_same_digests() {
    new Histories("rebuilt", 4711).play(ledger, 80);

    var answer = ledger.query().rebuild();

    assertThat(answer.same()).isTrue();
    assertThat(answer.projections()).allMatch(p -> p.digest().equals(p.digestReplayed()));
    assertThat(answer.asOf()).isEqualTo(ledger.query().catchUp());
    assertThat(ledger.query().check()).allMatch(ProjectionCheck::same);
    assertThat(ledger.query().rebuild().same()).isTrue();
  }

  @Test
  void a_rebuild_keeps_tabs_line_breaks_and_backslashes_as_they_were_recorded() throws Exception {
    var words = "a\tb\\N c\\.\n\\. \r\n\\\\x41 \u0007\uD83D\uDC18 end\\";
    var script = Given.script("0029", "users", "SELECT 29;");
    ledger.store().send(Given.register("hostile"), Given.by("ada"));
    ledger.store().send(Given.discover("hostile", script), Given.by("ada"));
    ledger
        .store()
        .send(
            new RetireMigration(
                "hostile", script.version(), script.file(), "\\N\tnever", false, List.of()),
            Given.by(words));
    ledger.query().catchUp();

    var answer = ledger.query().rebuild();

    assertThat(answer.same()).isTrue();
    assertThat(ledger.one("SELECT actor FROM ledger.schema_migrations WHERE target = 'hostile'"))
        .isEqualTo(words);
  }
}
