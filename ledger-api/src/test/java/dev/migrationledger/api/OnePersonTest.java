package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.command.ApproveMigration;
import dev.migrationledger.domain.command.FinishRun;
import dev.migrationledger.domain.command.RecordFailed;
import dev.migrationledger.domain.origin.Actor;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.domain.origin.Persons;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.runner.settings.OidcSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who is one person by {@code ledger.yaml}, where names would be taken for several people's. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class OnePersonTest {

  private static final Persons BEA_IS_ADA =
      new Persons(List.of(List.of("bea", "ada@example.org"), List.of("cee", "c.miller")));

  private static RunningService service;
  private static Judges judges;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("one_person", "prod", OidcSettings.NONE, List.of(), BEA_IS_ADA);
    service.record(Commands.story("prod"));
    judges = new Judges(service);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void nobody_approves_their_own_work_under_another_name() throws Exception {
    var script = judges.discovered();

    var own = judges.approve("bea", script, "looks fine to me");

    assertThat(own.statusCode()).isEqualTo(409);
    assertThat(own.body()).contains("LEDGER-018", "bea", "Ada <ada@example.org>");
    assertThat(judges.events("MigrationApproved", script.version().text())).isZero();
    assertThat(judges.approve("cee", script, "fine").statusCode()).isEqualTo(201);
  }

  @Test
  void the_page_offers_nobody_their_own_work() throws Exception {
    var script = judges.discovered();
    judges.token("bea", "read", "approve");
    judges.token("dee", "read", "approve");

    var own = page("bea", script);

    assertThat(own).contains("You wrote these bytes");
    assertThat(Jsoup.parse(own).select("form.judge:has(#approve-reason)")).isEmpty();
    var other = Jsoup.parse(page("dee", script));
    assertThat(other.select("form.judge:has(#approve-reason)")).hasSize(1);
  }

  @Test
  void nobody_reviews_the_glass_they_broke_under_another_name() throws Exception {
    var script = judges.discovered();
    service.record(Judges.brokenGlass(Judges.run(script), script));

    var own = judges.review("bea", script.version().text(), "nothing wrong", "");

    assertThat(own.statusCode()).isEqualTo(409);
    assertThat(own.body()).contains("LEDGER-020");
    assertThat(page("bea", script)).contains("You broke the glass");
    assertThat(judges.review("dee", script.version().text(), "fine", "").statusCode())
        .isEqualTo(201);
  }

  @Test
  void an_approval_on_record_counts_for_what_is_known_of_its_giver() throws Exception {
    var approvedByAuthor = approvedAndRun("bea");
    var approvedByAnother = approvedAndRun("dee");

    var own = asked(approvedByAuthor);
    assertThat(own.at("/rows/0/verdict").asString()).isEqualTo("self");
    assertThat(own.at("/rows/0/approved_by").asString()).isEqualTo("bea");
    assertThat(own.at("/rows/0/not_counted").asString()).isEqualTo("bea");
    assertThat(own.at("/answer").asString())
        .contains("1 was approved only by who wrote or ran it (" + approvedByAuthor.file() + ")");
    var another = asked(approvedByAnother);
    assertThat(another.at("/rows/0/verdict").asString()).isEqualTo("approved");
    assertThat(another.at("/rows/0/not_counted").asString()).isEmpty();
  }

  @Test
  void who_let_a_pipeline_run_what_they_approved_is_nobody_else() throws Exception {
    var script = judges.discovered();
    approve(script, "c.miller");
    var pipeline = new Actor("ci", ActorKind.SERVICE, "ci", "cee", "ci", "host-1", "app");
    service.record(pipeline, Commands.run("prod", Judges.run(script), script));

    assertThat(asked(script).at("/rows/0/verdict").asString()).isNotEqualTo("approved");
    assertThat(asked(script).at("/rows/0/not_counted").asString()).isEqualTo("c.miller");
  }

  @Test
  void nobody_approves_their_own_work_that_stopped_half_way() throws Exception {
    var script = judges.discovered();
    var run = Judges.run(script);
    service.record(
        Commands.start("prod", run, script),
        new RecordFailed(
            "prod", run, script.version(), script.checksum(), DescribedStory.lockTimeout(), 1, 30),
        new FinishRun("prod", run, RunOutcome.FAILED, 99));
    assertThat(judges.told(script.version().text()).at("/state").asString()).isEqualTo("unknown");

    assertThat(judges.approve("bea", script, "fine").body()).contains("LEDGER-018");
    assertThat(judges.approve("dee", script, "fine").statusCode()).isEqualTo(201);
  }

  @Test
  void what_ran_is_refused_for_that_and_not_for_its_author() throws Exception {
    var ran = approvedAndRun("dee");

    assertThat(judges.approve("bea", ran, "fine").body()).contains("LEDGER-007");
  }

  /** A migration of Ada's that ran with an approval, as a host recorded it that knew nobody. */
  private static Script approvedAndRun(String approver) {
    var script = judges.discovered();
    approve(script, approver);
    service.record(Commands.run("prod", Judges.run(script), script));
    return script;
  }

  private static void approve(Script script, String approver) {
    service.record(
        new ApproveMigration(
            "prod",
            script.version(),
            script.checksum(),
            approver,
            "Ada <ada@example.org>",
            "fine"));
  }

  private static JsonNode asked(Script script) throws Exception {
    return service.json("/api/v1/ask?target=prod&q=was+" + script.version().text() + "+approved");
  }

  private static String page(String who, Script script) throws Exception {
    var path = "/migration?target=prod&version=" + script.version().text();
    var request =
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .header("Authorization", "Bearer " + judges.token(who, "read", "approve"))
            .build();
    HttpResponse<String> answer = service.send(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }
}
