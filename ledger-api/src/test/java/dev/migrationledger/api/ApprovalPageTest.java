package dev.migrationledger.api;

import static dev.migrationledger.api.Commands.script;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.script.Script;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Approving and reviewing on the page of a migration, as a browser without scripts does it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ApprovalPageTest {

  private static RunningService service;
  private static Judges judges;

  private Script script;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("approval_pages", "prod");
    service.record(Commands.story("prod"));
    judges = new Judges(service);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void discover() {
    script = judges.discovered();
  }

  @Test
  void who_may_approve_reads_the_script_types_a_reason_and_sees_what_is_on_record()
      throws Exception {
    var bea = browser("bea");
    var form = form(bea, "approve");
    assertThat(form.text()).contains("You approve as bea", script.checksum().hex());
    assertThat(form.text()).contains("They are not shown here byte for byte");

    var sent = bea.submit(form, "read it, locks are short");

    assertThat(sent.statusCode()).isEqualTo(303);
    var page = bea.page(location(sent));
    assertThat(page.select("#approvals [role=status]").text())
        .contains("bea approved " + script.file(), "read it, locks are short", "MigrationApproved");
    assertThat(page.select("#approvals .cards li").text())
        .contains("bea stands", script.checksum().brief(), "read it, locks are short");
    assertThat(page.select("form.judge:has(#approve-reason)")).isEmpty();
    assertThat(page.select("#approvals").text()).contains("You approved these bytes.");
    assertThat(bea.page("/migrations?target=prod&show=approved").select("tbody").text())
        .contains(script.file());
  }

  @Test
  void the_same_form_sent_twice_makes_one_event() throws Exception {
    var bea = browser("bea");
    var form = form(bea, "approve");
    try (var threads = Executors.newFixedThreadPool(2)) {
      var first = threads.submit(() -> bea.submit(form, "fine"));
      var second = threads.submit(() -> bea.submit(form, "fine"));

      assertThat(first.get().statusCode()).isEqualTo(303);
      assertThat(location(second.get())).isEqualTo(location(first.get()));
    }
    assertThat(judges.events("MigrationApproved", script.version().text())).isEqualTo(1);
  }

  @Test
  void a_script_that_was_edited_meanwhile_is_not_approved_and_the_reason_is_not_lost()
      throws Exception {
    var bea = browser("bea");
    var form = form(bea, "approve");
    var edited = script(script.version().text(), "edited" + script.version().text());
    service.record(Commands.discover("prod", edited));

    var refused = bea.submit(form, "looks <b>good</b>");

    assertThat(refused.statusCode()).isEqualTo(409);
    var page = Jsoup.parse(refused.body());
    assertThat(page.select("#approvals [role=alert]").text())
        .contains("LEDGER-009", script.checksum().brief(), edited.checksum().brief());
    assertThat(page.select("textarea").val()).isEqualTo("looks <b>good</b>");
    assertThat(page.select("input[name=checksum]").val()).isEqualTo(edited.checksum().hex());
    assertThat(judges.events("MigrationApproved", script.version().text())).isZero();
  }

  @Test
  void an_approval_of_other_bytes_is_shown_as_void() throws Exception {
    var bea = browser("bea");
    bea.submit(form(bea, "approve"), "fine");
    service.record(
        Commands.discover(
            "prod", script(script.version().text(), "edited" + script.version().text())));

    var cards = bea.page(path()).select("#approvals .cards li");

    assertThat(cards.text()).contains("void: edited", "which are not the newest bytes");
    assertThat(form(bea, "approve").select("textarea")).hasSize(1);
  }

  @Test
  void an_approval_is_withdrawn_on_the_page_and_stays_on_record() throws Exception {
    var bea = browser("bea");
    bea.submit(form(bea, "approve"), "fine");
    var form = form(bea, "withdraw");

    var page = bea.page(location(bea.submit(form, "the index is wrong")));

    assertThat(page.select("#approvals [role=status]").text())
        .contains("bea withdrew the approval", "the index is wrong");
    assertThat(page.select("#approvals .cards li").text()).contains("bea withdrawn");
    assertThat(page.select("form.judge:has(#withdraw-reason)")).isEmpty();
    assertThat(form(bea, "approve").select("textarea")).hasSize(1);
    form.select("input[name=key]").val("another");
    var none = bea.submit(form, "again");
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(Jsoup.parse(none.body()).select("[role=alert]").text())
        .contains("API-007", "no approval of " + script.version().text() + " stands");
  }

  @Test
  void without_a_reason_nothing_is_recorded_and_the_page_says_why() throws Exception {
    var bea = browser("bea");

    var refused = bea.submit(form(bea, "approve"), "  \n ");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Jsoup.parse(refused.body()).select("[role=alert]").text())
        .contains("API-003", "reason is missing");
  }

  @Test
  void who_may_only_read_sees_no_form_and_is_refused() throws Exception {
    judges.token("reader", "read");
    var reader = browser("reader");
    var page = reader.page(path());
    assertThat(page.select("form.judge")).isEmpty();
    assertThat(page.select("#approvals").text()).contains("Nobody approved this script.");

    var bea = form(browser("bea"), "approve");
    bea.select("input[name=_csrf]").val(page.select("form.leave input[name=_csrf]").val());
    var refused = reader.submit(bea, "fine");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(Jsoup.parse(refused.body()).select("main").text())
        .contains("ACCESS-005", "\"approve\"");
  }

  @Test
  void who_may_approve_but_not_read_is_shown_nothing_of_the_migration() throws Exception {
    judges.token("blind", "approve");
    var form = form(browser("bea"), "approve");
    var blind = new PlainBrowser(service);
    var login = blind.logIn(judges.token("blind"));
    assertThat(login.statusCode()).isEqualTo(303);
    form.select("input[name=_csrf]")
        .val(Jsoup.parse(blind.get("/").body()).select("form.leave input").val());

    var refused = blind.submit(form, "");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("API-003").doesNotContain(script.file());
  }

  @Test
  void a_form_of_another_site_is_refused() throws Exception {
    var bea = browser("bea");
    var form = form(bea, "approve");
    form.select("input[name=_csrf]").remove();

    var refused = bea.submit(form, "fine");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("ACCESS-008");
    assertThat(judges.events("MigrationApproved", script.version().text())).isZero();
  }

  @Test
  void authors_and_those_who_broke_the_glass_are_told_that_it_is_not_theirs() throws Exception {
    var ada = browser("ada");
    assertThat(ada.page(path()).select("form.judge")).isEmpty();
    assertThat(ada.page(path()).select("#approvals").text()).contains("You wrote these bytes");

    service.record(Judges.brokenGlass(Judges.run(script), script));

    assertThat(ada.page(path()).select("form.judge")).isEmpty();
    assertThat(ada.page(path()).select("#approvals").text()).contains("You broke the glass");
  }

  @Test
  void broken_glass_is_shown_as_open_until_somebody_else_reviews_it_on_the_page() throws Exception {
    service.record(Judges.brokenGlass(Judges.run(script), script));
    var bea = browser("bea");
    assertThat(bea.page("/migrations?target=prod&show=unreviewed").select("tbody").text())
        .contains(script.file());
    var open = bea.page(path()).select("#approvals .cards li").text();
    assertThat(open).contains("ada set PLAN-018 aside unreviewed", "the shop is down");
    var form = form(bea, "review");

    var sent = bea.submit(form, "nothing wrong");
    var twice = bea.submit(form, "nothing wrong");

    assertThat(sent.statusCode()).isEqualTo(303);
    assertThat(location(twice)).isEqualTo(location(sent));
    var page = bea.page(location(sent));
    assertThat(page.select("#approvals [role=status]").text()).contains("bea reviewed");
    assertThat(page.select("#approvals .cards li").text())
        .contains("reviewed", "Reviewed by bea", "nothing wrong");
    assertThat(page.select("form.judge")).isEmpty();
    assertThat(judges.events("ExceptionReviewed", script.version().text())).isEqualTo(1);
  }

  @Test
  void a_hostile_reason_is_text_on_the_page() throws Exception {
    var bea = browser("bea");

    var page = bea.page(location(bea.submit(form(bea, "approve"), Judges.EVIL)));

    assertThat(page.select("#approvals blockquote").first().wholeText()).isEqualTo(Judges.EVIL);
    assertThat(page.select("main script, main img")).isEmpty();
    assertThat(page.select("#approvals blockquote").attr("dir")).isEqualTo("auto");
    assertThat(page.select("#timeline").text()).contains("<script>document.title");
  }

  @Test
  void an_address_tells_only_of_events_that_are_judgements_of_this_migration() throws Exception {
    var bea = browser("bea");

    for (var index : new String[] {"0", "999999", "<b>", "-1", ""}) {
      assertThat(
              bea.page(path() + "&recorded=" + PlainBrowser.encoded(index)).select("[role=status]"))
          .as(index)
          .isEmpty();
    }
  }

  private String path() {
    return "/migration?target=prod&version=" + script.version().text();
  }

  private static PlainBrowser browser(String name) throws Exception {
    var browser = new PlainBrowser(service);
    var login = browser.logIn(judges.token(name, "read", "approve"));
    assertThat(login.statusCode()).isEqualTo(303);
    return browser;
  }

  private Document form(PlainBrowser browser, String kind) throws Exception {
    var page = browser.page(path());
    var form = page.select("form.judge:has(#" + kind + "-reason)");
    assertThat(form).as(page.select("#approvals").text()).hasSize(1);
    return Jsoup.parse(form.outerHtml());
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("nowhere").replaceFirst("#.*", "");
  }
}
