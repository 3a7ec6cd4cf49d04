package dev.migrationledger.api;

import static dev.migrationledger.api.Commands.script;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.command.RetireMigration;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.domain.script.Version;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Approvals and reviews of people who have no folder of scripts. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ApprovalsTest {

  private static RunningService service;
  private static Judges judges;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("approvals", "prod");
    service.record(Commands.story("prod"));
    judges = new Judges(service);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void an_approval_is_an_event_of_the_tokens_owner_for_the_bytes_that_were_named()
      throws Exception {
    var script = judges.discovered();

    var answer = judges.approve("bea", script, "  read it, locks are short ");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    var event = service.parse(answer.body());
    assertThat(event.at("/event").asString()).isEqualTo("MigrationApproved");
    assertThat(event.at("/payload/approver").asString()).isEqualTo("bea");
    assertThat(event.at("/payload/author").asString()).isEqualTo("Ada <ada@example.org>");
    assertThat(event.at("/payload/checksum").asString()).isEqualTo(script.checksum().hex());
    assertThat(event.at("/payload/reason").asString()).isEqualTo("read it, locks are short");
    assertThat(event.at("/origin/actor/principal").asString()).isEqualTo("bea");
    assertThat(answer.headers().firstValue("Location"))
        .hasValue("/api/v1/events/" + event.at("/index").asLong());
    var approval = told(script).at("/approvals/0");
    assertThat(approval.at("/by").asString()).isEqualTo("bea");
    assertThat(approval.at("/stands").asBoolean()).isTrue();
    assertThat(approval.at("/evidence/0/index").asLong()).isEqualTo(event.at("/index").asLong());
  }

  @Test
  void an_edit_voids_an_approval_and_the_old_bytes_are_not_approved_any_more() throws Exception {
    var old = judges.discovered();
    assertThat(judges.approve("bea", old, "fine").statusCode()).isEqualTo(201);
    var edited = Commands.script(old.version().text(), "edited_" + old.version().text());
    service.record(Commands.discover("prod", edited));

    var refused = judges.approve("cee", old, "fine");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(problem(refused))
        .startsWith("LEDGER-009")
        .contains(old.checksum().brief(), edited.checksum().brief(), "what it says now");
    var told = told(old);
    assertThat(told.at("/checksum").asString()).isEqualTo(edited.checksum().hex());
    assertThat(told.at("/approvals/0/stands").asBoolean()).isFalse();
    assertThat(told.at("/approvals/0/ended").asString()).isEqualTo("edited");
    assertThat(judges.approve("cee", edited, "fine now").statusCode()).isEqualTo(201);
    assertThat(told(old).at("/approvals/1/stands").asBoolean()).isTrue();
  }

  @Test
  void who_approved_before_is_told_of_the_event_that_says_so() throws Exception {
    var script = judges.discovered();
    var first = service.parse(judges.approve("bea", script, "fine").body());

    var again = judges.approve("bea", script, "still fine");

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(service.parse(again.body()).at("/index")).isEqualTo(first.at("/index"));
    assertThat(judges.events("MigrationApproved", script.version().text())).isEqualTo(1);
  }

  @Test
  void an_approval_is_withdrawn_once_and_given_again() throws Exception {
    var script = judges.discovered();
    var place = "/api/v1/targets/prod/migrations/" + script.version().text() + "/withdrawals";
    var said = Map.<String, Object>of("reason", "the index is wrong");
    judges.approve("bea", script, "fine");

    var withdrawn = judges.post("cee", place, said, "");

    assertThat(withdrawn.statusCode()).as(withdrawn.body()).isEqualTo(201);
    assertThat(service.parse(withdrawn.body()).at("/event").asString())
        .isEqualTo("ApprovalWithdrawn");
    assertThat(told(script).at("/approvals/0/ended").asString()).isEqualTo("withdrawn");
    assertThat(judges.post("cee", place, said, "").statusCode()).isEqualTo(404);
    assertThat(judges.approve("bea", script, "fine again").statusCode()).isEqualTo(201);
    assertThat(told(script).at("/approvals/1/stands").asBoolean()).isTrue();
    var approved = service.json("/api/v1/targets/prod/migrations?flag=approved").at("/items");
    assertThat(approved.toString()).contains(script.file());
  }

  @Test
  void two_people_who_approve_at_once_are_both_on_record() throws Exception {
    var script = judges.discovered();

    var answers =
        atOnce(
            () -> judges.approve("bea", script, "fine"),
            () -> judges.approve("cee", script, "fine"),
            () -> judges.approve("dee", script, "fine"));

    assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
    assertThat(judges.events("MigrationApproved", script.version().text())).isEqualTo(3);
  }

  @Test
  void what_is_sent_again_under_its_key_is_recorded_once_and_answered_the_same() throws Exception {
    var script = judges.discovered();
    service.record(Judges.brokenGlass(Judges.run(script), script));
    var version = script.version().text();

    var reviews =
        atOnce(
            () -> judges.review("bea", version, "nothing wrong", "key-1"),
            () -> judges.review("bea", version, "nothing wrong", "key-1"));
    var later = judges.review("bea", version, "nothing wrong", "key-1");

    assertThat(reviews).allMatch(answer -> answer.statusCode() == 201);
    assertThat(later.statusCode()).isEqualTo(201);
    assertThat(service.parse(later.body()).at("/index"))
        .isEqualTo(service.parse(reviews.getFirst().body()).at("/index"))
        .isEqualTo(service.parse(reviews.getLast().body()).at("/index"));
    assertThat(judges.events("ExceptionReviewed", version)).isEqualTo(1);
    assertThat(problem(judges.review("bea", version, "nothing wrong", "key-2")))
        .startsWith("LEDGER-019");
  }

  @Test
  void broken_glass_is_open_until_somebody_else_has_looked_at_it() throws Exception {
    var script = judges.discovered();
    var version = script.version().text();
    assertThat(problem(judges.review("bea", version, "?", ""))).startsWith("LEDGER-019");
    service.record(Judges.brokenGlass(Judges.run(script), script));
    assertThat(told(script).at("/exceptions/0/reviewed").asBoolean()).isFalse();
    assertThat(told(script).at("/exceptions/0/reason").asString()).isEqualTo("the shop is down");

    assertThat(problem(judges.review("Ada", version, "my own", ""))).startsWith("LEDGER-020");
    assertThat(judges.review("bea", version, "nothing wrong", "").statusCode()).isEqualTo(201);

    var seen = told(script).at("/exceptions/0");
    assertThat(seen.at("/reviewed").asBoolean()).isTrue();
    assertThat(seen.at("/by").asString()).isEqualTo("ada");
    assertThat(seen.at("/reviewed_by").asString()).isEqualTo("bea");
    assertThat(seen.at("/finding").asString()).isEqualTo("nothing wrong");
  }

  @Test
  void what_the_command_refuses_is_refused_with_the_same_code() throws Exception {
    var mine = judges.discovered();
    assertThat(problem(judges.approve("ada", mine, "fine"))).startsWith("LEDGER-018");
    assertThat(problem(judges.approve("bea", Commands.USERS, "fine"))).startsWith("LEDGER-007");
    var retired = judges.discovered();
    service.record(
        new RetireMigration(
            "prod", retired.version(), retired.file(), "not wanted", false, List.of()));
    assertThat(problem(judges.approve("bea", retired, "fine"))).startsWith("LEDGER-012");
    var running = judges.discovered();
    service.record(Commands.start("prod", Judges.run(running), running));
    assertThat(problem(judges.approve("bea", running, "fine"))).startsWith("LEDGER-003");
    service.record(
        Commands.applied("prod", Judges.run(running), running),
        Commands.finish("prod", Judges.run(running)));
    assertThat(told(running).at("/approvals")).isEmpty();
  }

  @Test
  void everything_that_is_wrong_is_said_at_once() throws Exception {
    var wrong =
        judges.approve(
            "bea", "x1", Map.of("reason", " ", "checksum", "abc", "force", true), "k".repeat(201));

    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body())
        .contains("API-003")
        .contains("version=x1")
        .contains("reason is missing")
        .contains("checksum=abc is none")
        .contains("Idempotency-Key is longer")
        .contains("nobody here knows \\\"force\\\"");
    assertThat(judges.approve("bea", "0030", Map.of("reason", "x".repeat(2001)), "").body())
        .contains("reason is longer than 2000 characters", "checksum is missing");
  }

  @Test
  void what_the_ledger_does_not_know_is_not_approved() throws Exception {
    var script = script("0777", "unknown");
    var unknown = judges.approve("bea", script, "fine");
    var said = Map.<String, Object>of("reason", "fine", "checksum", script.checksum().hex());
    var nowhere = judges.post("bea", "/api/v1/targets/nowhere/migrations/0777/approvals", said, "");

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("API-007", "no migration 0777");
    assertThat(nowhere.statusCode()).isEqualTo(404);
    assertThat(nowhere.body()).contains("API-001");
  }

  @Test
  void who_may_not_approve_is_told_which_scope_is_missing() throws Exception {
    judges.token("reader", "read");
    var script = judges.discovered();

    for (var answer :
        List.of(
            judges.approve("reader", script, "fine"),
            judges.review("reader", script.version().text(), "fine", ""))) {
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("ACCESS-005", "\\\"approve\\\"");
    }
    assertThat(judges.events("MigrationApproved", script.version().text())).isZero();
  }

  @Test
  void hostile_reasons_are_kept_as_they_are_and_shown_harmless() throws Exception {
    var script = judges.discovered();

    var answer = judges.approve("bea", script, Judges.EVIL);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(service.parse(answer.body()).at("/payload/reason").asString())
        .isEqualTo(Judges.EVIL);
    var csv = service.get("/api/v1/events/export?format=csv&event=MigrationApproved").body();
    assertThat(csv).contains("=cmd|").doesNotContainPattern("(?m)(^|,)\"?=cmd");
    var half =
        judges.post(
            "bea",
            "/api/v1/targets/prod/migrations/" + script.version().text() + "/approvals",
            Map.of("reason", "a\uD800b", "checksum", script.checksum().hex()),
            "");
    assertThat(half.statusCode()).isLessThan(500);
  }

  private static tools.jackson.databind.JsonNode told(Script script) throws Exception {
    return judges.told(new Version(script.version().text()).text());
  }

  /** Code and detail. */
  private static String problem(HttpResponse<String> answer) {
    var problem = service.parse(answer.body());
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(problem.at("/remedy").asString()).isNotEmpty();
    return problem.at("/code").asString() + " " + problem.at("/detail").asString();
  }

  /** A request. */
  @FunctionalInterface
  private interface Sending {
    HttpResponse<String> send() throws Exception;
  }

  private static List<HttpResponse<String>> atOnce(Sending... sendings) throws Exception {
    for (var name : List.of("bea", "cee", "dee")) {
      judges.token(name, "read", "approve");
    }
    try (var threads = Executors.newFixedThreadPool(sendings.length)) {
      var under = Stream.of(sendings).map(s -> threads.submit(s::send)).toList();
      var answers = new java.util.ArrayList<HttpResponse<String>>();
      for (var one : under) {
        answers.add(one.get());
      }
      return answers;
    }
  }
}
