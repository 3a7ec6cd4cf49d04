package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.LedgerCli;
import dev.migrationledger.store.LedgerStore;
import dev.migrationledger.store.codec.EventCodec;
import dev.migrationledger.store.log.StoredEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Deploys that reach the ledger over the service only. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(ReplaceUnderscores.class)
final class RemoteLedgerTest {

  private static RunningService service;
  private static int count;

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private String target;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("remote", "");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void lay_out() throws Exception {
    target = "shop" + ++count;
    service.server().createDatabase(target);
    environment.putAll(
        Map.of(
            "PGHOST",
            "127.0.0.1",
            "PGPORT",
            Integer.toString(service.server().port()),
            "PGUSER",
            service.server().user(),
            "PGPASSWORD",
            service.server().password(),
            "PGDATABASE",
            target,
            "LEDGER_TARGET",
            target,
            "LEDGER_ACTOR",
            "dana@example.com",
            "LEDGER_LEDGER",
            service.address()));
    token("runner-" + target, "run", target);
  }

  @Test
  void the_same_story_gives_the_same_events_over_a_service_and_without() throws Exception {
    story();
    var remote = told(events(service.ledger().url(), target));

    var near = "near" + count;
    service.server().createDatabase(near);
    service.server().createDatabase(near + "_ledger");
    environment.remove("LEDGER_LEDGER");
    environment.put("PGDATABASE", near);
    environment.put("LEDGER_LEDGER_URL", service.server().url(near + "_ledger"));
    clear();
    story();
    var local = told(events(service.server().url(near + "_ledger"), target));

    assertThat(remote)
        .contains("RunRefused", "MigrationFailed", "EditAcknowledged", "MigrationRetired");
    assertThat(remote.replace(target, "DB"))
        .isEqualTo(local.replace(near, "DB").replace(target, "DB"));
  }

  @Test
  void a_lost_answer_never_makes_two_events() throws Exception {
    try (var proxy = new LosingProxy(service.address())) {
      environment.put("LEDGER_LEDGER", proxy.address());
      story();

      assertThat(proxy.lost.get()).isGreaterThan(15);
    }
    var through = events(service.ledger().url(), target).stream().map(RemoteLedgerTest::name);
    lay_out();
    clear();
    story();

    assertThat(through.toList())
        .isEqualTo(
            events(service.ledger().url(), target).stream().map(RemoteLedgerTest::name).toList());
    var verify = run("verify", "--ledger", "", "--ledger-url", service.ledger().url());
    assertThat(verify).contains("intact");
  }

  @Test
  void the_tokens_owner_is_the_actor_and_what_the_runner_says_is_marked_as_a_claim()
      throws Exception {
    write("0001_a.sql", "CREATE TABLE a(x int);\n");
    assertThat(run("migrate")).startsWith("0 ");

    assertThat(events(service.ledger().url(), target))
        .isNotEmpty()
        .allSatisfy(e -> {
          assertThat(e.origin().actor().principal()).isEqualTo("runner-" + target);
          assertThat(e.origin().actor().authenticatedBy()).isEqualTo("token");
          assertThat(e.origin().runner())
              .startsWith("migration-ledger 0.1.0, claims to be \"dana@example.com\" (option)");
        });
  }

  @Test
  void a_token_for_another_target_records_nothing() throws Exception {
    token("elsewhere-" + target, "run", "other");
    write("0001_a.sql", "CREATE TABLE a(x int);\n");
    var said = run("migrate");

    assertThat(said)
        .startsWith("2 ")
        .contains("ACCESS-006", "and not on \"" + target + "\"", "Nothing was recorded.")
        .doesNotContain(environment.get("LEDGER_TOKEN"));
    assertThat(events(service.ledger().url(), target)).isEmpty();
  }

  @Test
  void an_approval_is_of_the_tokens_owner_whatever_the_runner_says() throws Exception {
    Files.writeString(folder.resolve("ledger.yaml"), "approvals:\n  production: 1\n");
    write("0001_a.sql", "CREATE TABLE a(x int);\n");
    assertThat(run("migrate")).startsWith("3 ").contains("PLAN-018");
    assertThat(run("approve", "0001", "--actor", "bea", "--reason", "fine"))
        .startsWith("2 ")
        .contains("ACCESS-005");
    var runner = environment.get("LEDGER_TOKEN");
    token("bea-" + target, "approve");
    assertThat(run("approve", "0001", "--actor", "cee", "--reason", "fine")).startsWith("0 ");
    environment.put("LEDGER_TOKEN", runner);
    assertThat(run("migrate")).startsWith("0 ");

    assertThat(told(events(service.ledger().url(), target)))
        .contains("\"approver\":\"bea-" + target + "\"")
        .doesNotContain("cee");
  }

  @Test
  void a_policy_is_met_on_the_page_and_an_edit_needs_another_approval() throws Exception {
    Files.writeString(folder.resolve("ledger.yaml"), "approvals:\n  production: 1\n");
    write("0001_a.sql", "CREATE TABLE a(x int);\n");
    assertThat(run("migrate")).startsWith("3 ").contains("PLAN-018");
    var bea = new PlainBrowser(service);
    bea.logIn(new Judges(service).token("bea-" + target, "read", "approve"));
    approve(bea);
    write("0001_a.sql", "CREATE TABLE a(x bigint);\n");
    assertThat(run("migrate")).startsWith("3 ").contains("PLAN-018", "and has none");
    assertThat(bea.page("/migration?target=" + target + "&version=0001").text())
        .contains("void: edited");

    approve(bea);

    assertThat(run("migrate")).startsWith("0 ");
    assertThat(bea.page("/migration?target=" + target + "&version=0001").text()).contains("Ran 20");
  }

  private void approve(PlainBrowser browser) throws Exception {
    var page = browser.page("/migration?target=" + target + "&version=0001");
    var form = Jsoup.parse(page.select("form.judge:has(#approve-reason)").outerHtml());
    assertThat(form.text()).contains("That is the text that is shown here.");
    assertThat(browser.submit(form, "read it").statusCode()).isEqualTo(303);
  }

  @Test
  void other_versions_are_refused_with_both_named() throws Exception {
    var answer =
        service.send(
            service
                .request("/api/v1/runner/state")
                .header("Ledger-Shape", "f".repeat(64))
                .header("Ledger-Program", "migration-ledger 9.9")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body())
        .contains(
            "API-009", "migration-ledger 9.9", "migration-ledger 0.1.0", "Install the version");
  }

  @Test
  void a_command_that_needs_tables_says_so_and_names_those_that_do_not() {
    assertThat(run("rebuild"))
        .startsWith("2 ")
        .contains("REMOTE-003", "--ledger-url", "all commands but rebuild");
  }

  @Test
  void a_service_that_is_away_keeps_everything_from_running() throws Exception {
    environment.put("LEDGER_LEDGER", "http://127.0.0.1:1");
    write("0001_a.sql", "CREATE TABLE a(x int);\n");

    assertThat(run("migrate"))
        .startsWith("9 ")
        .contains("the service http://127.0.0.1:1 does not answer", "No migration was executed");
  }

  @ParameterizedTest
  @CsvSource({
    "http://ledger.example.org, sends the token unencrypted to ledger.example.org",
    "https://ann:secret@ledger.example.org, has more than host",
    "ftp://ledger.example.org, is no address of a service",
    "ledger.example.org, is no address of a service"
  })
  void an_address_that_would_show_the_token_is_refused(String address, String why) {
    environment.put("LEDGER_LEDGER", address);

    assertThat(run("migrate"))
        .startsWith("2 ")
        .contains("REMOTE-001", why)
        .doesNotContain("secret");
  }

  @Test
  void a_token_comes_from_the_environment_or_from_a_file_of_its_owner_only() throws Exception {
    var file = folder.resolve("token");
    Files.writeString(file, environment.remove("LEDGER_TOKEN") + "\n");
    assertThat(run("plan")).startsWith("2 ").contains("REMOTE-002 no token is given");
    environment.put("LEDGER_TOKEN_FILE", "token");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(run("plan")).startsWith("2 ").contains("others than its owner may read");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    write("0001_a.sql", "CREATE TABLE a(x int);\n");
    assertThat(run("plan")).startsWith("0 ");
  }

  /** Migrates, fails, recovers, acknowledges an edit, retires, and is refused in between. */
  private void story() throws IOException {
    write("0001_a.sql", "CREATE TABLE a(x int);\n");
    write("0002_b.sql", "CREATE TABLE b(x int);\nSELECT 'y'::int;\n");
    assertThat(run("migrate")).startsWith("1 ").contains("EXEC-001");
    write("0002_b.sql", "CREATE TABLE b(x int);\n");
    write(
        "0003_c.sql", "-- TRANSACTION: none\nCREATE INDEX CONCURRENTLY c ON a(x);\nSELECT 1/0;\n");
    assertThat(run("migrate")).startsWith("1 ");
    assertThat(run("recover", "0003", "--reason", "the index is fine", "--yes"))
        .contains("0003")
        .doesNotContain("REMOTE-");
    write("0001_a.sql", "CREATE TABLE a(x int, y int);\n");
    assertThat(run("migrate")).startsWith("3 ").contains("PLAN-002");
    assertThat(run("ack", "0001", "--reason", "only here")).startsWith("0 ");
    write("0004_d.sql", "CREATE TABLE d(x int);\n");
    assertThat(run("retire", "0004", "--reason", "not wanted")).startsWith("0 ");
  }

  private void clear() throws IOException {
    try (var files = Files.list(folder.resolve("migrations"))) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private void write(String file, String text) throws IOException {
    var path = folder.resolve("migrations").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /** Exit code, and what was said. */
  private String run(String... words) {
    var said = new StringWriter();
    var writer = new PrintWriter(said);
    var variables = Map.copyOf(environment);
    var status =
        LedgerCli.run(new Console(writer, writer, false, variables), variables, folder, words);
    return status + " " + said;
  }

  private void token(String name, String scope, String... about) throws Exception {
    environment.put(
        "LEDGER_TOKEN", service.newToken(name, ActorKind.SERVICE, List.of(scope), about));
  }

  private static List<StoredEvent> events(String url, String target) {
    var ds = new PGSimpleDataSource();
    ds.setUrl(url);
    ds.setUser(service.server().user());
    ds.setPassword(service.server().password());
    try (var store = LedgerStore.open(ds)) {
      return store.targetLog(target).events();
    }
  }

  private static String name(StoredEvent event) {
    return event.event().getClass().getSimpleName();
  }

  /** The events' JSON, without what differs from one telling to the next. */
  private static String told(List<StoredEvent> events) {
    var text = new StringBuilder();
    for (var stored : events) {
      text.append(name(stored)).append(' ').append(json(stored.event())).append('\n');
    }
    return text.toString()
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
        .replaceAll(
            "\"(durationMs|lockWaitMs|backend|backendPid|transaction|transactionId|content|diff)\":\"?[0-9a-f]*\"?",
            "\"$1\":0");
  }

  private static String json(LedgerEvent event) {
    return new String(new EventCodec().payload(event), StandardCharsets.UTF_8);
  }
}
