package dev.migrationledger.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.migrationledger.api.Commands.script;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.migrationledger.domain.script.Script;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Approving in a real browser, by somebody who has logged in and uses no mouse. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ApprovalBrowserIT {

  private static final int MOST_TABS = 60;

  private static RunningService service;
  private static Chromium chromium;
  private static String token;
  private static int count = 30;

  private Page page;
  private Script migration;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectories(Chromium.SCREENSHOTS);
    chromium = new Chromium();
    service = new RunningService("approval_browser", "prod");
    service.record(Commands.story("prod"));
    token = new Judges(service).token("bea", "read", "approve");
  }

  @AfterAll
  static void stop() {
    chromium.close();
    service.close();
  }

  @BeforeEach
  void open() {
    var version = "00" + ++count;
    migration = script(version, "m" + version);
    service.record(Commands.discover("prod", migration));
    page = chromium.open(service.address());
    page.navigate("/migration?target=prod&version=" + version);
    tabTo("token");
    page.keyboard().type(token);
    page.keyboard().press("Enter");
    page.waitForURL(url -> !url.contains("/login"));
  }

  @AfterEach
  void close() {
    page.context().close();
  }

  @Test
  void the_keyboard_alone_logs_in_and_approves() {
    tabTo("approve-reason");
    page.keyboard().type("read it, locks are short");
    look("approval-form");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");

    var said = page.locator("#approvals").getByRole(AriaRole.STATUS);
    assertThat(said).containsText("bea approved " + migration.file());
    assertThat(said).isInViewport();
    assertThat(page.locator("#approvals .cards")).containsText("stands");
    assertThat(page.locator("#approve-reason")).hasCount(0);
    look("approval-given");
    assertThat(chromium.errors()).isEmpty();
  }

  @Test
  void who_is_refused_sees_why_and_goes_on_with_what_they_typed() {
    tabTo("approve-reason");
    page.keyboard().type(Judges.EVIL.replace("\n", " "));
    service.record(
        Commands.discover(
            "prod", script(migration.version().text(), "edited" + migration.version().text())));
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");

    var said = page.locator("#approvals").getByRole(AriaRole.ALERT);
    assertThat(said).containsText("LEDGER-009");
    assertThat(said).isInViewport();
    assertThat(page.locator("#approve-reason")).hasValue(Judges.EVIL.replace("\n", " "));
    look("approval-refused");

    tabTo("approve-reason");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");

    assertThat(page.locator("#approvals blockquote"))
        .containsText("<script>document.title='run'</script>");
    assertThat(page.title()).endsWith("Migration Ledger");
    look("approval-hostile");
  }

  @Test
  void broken_glass_is_reviewed_by_the_keyboard() {
    service.record(Judges.brokenGlass("run-" + count, migration));
    page.reload();
    look("review-form");

    tabTo("review-reason");
    page.keyboard().type("nothing wrong");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");

    assertThat(page.locator("#approvals").getByRole(AriaRole.STATUS)).containsText("bea reviewed");
    look("review-given");
  }

  /** Goes to an element as somebody without a mouse does. */
  private void tabTo(String id) {
    for (int tab = 0; tab < MOST_TABS; tab++) {
      if (id.equals(page.evaluate("document.activeElement.id"))) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("the keyboard does not reach " + id + " on " + page.url());
  }

  private void look(String name) {
    for (var look : Chromium.Look.values()) {
      look.on(page);
      assertThat(Chromium.violations(page)).as(name + " " + look).isEmpty();
      var wider =
          page.evaluate(
              "document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assertThat(wider).as(name + " " + look).isEqualTo(0);
      if (look.shown()) {
        Chromium.screenshot(page, name + "-" + look);
      }
    }
  }
}
