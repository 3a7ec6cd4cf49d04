package dev.migrationledger.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages as somebody sees them in a real browser, on a story with hostile text everywhere. */
@SuppressWarnings("NullAway.Init")
final class BrowserIT {

  /** So many pages with the same path and the same parameters are looked at. */
  private static final int MOST_OF_A_KIND = 2;

  private static final int MOST_TABS = 60;

  private static RunningService service;
  private static Chromium chromium;

  private Page page;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectories(Chromium.SCREENSHOTS);
    chromium = new Chromium();
    service = new RunningService("browser", "prod");
    service.keep(HostileStory.SQL, HostileStory.DIFF);
    service.record(Commands.story("prod"));
    service.record(HostileStory.commands());
  }

  @AfterAll
  static void stop() {
    chromium.close();
    service.close();
  }

  @BeforeEach
  void open() {
    page = chromium.open(service.address(), service.token());
  }

  @AfterEach
  void close() {
    page.context().close();
  }

  @Test
  void every_page_is_accessible_fits_and_runs_no_script_of_the_data_in_every_look() {
    var problems = new ArrayList<String>();
    var seen = new LinkedHashSet<String>();
    var kinds = new HashMap<String, Integer>();
    var open = new ArrayDeque<String>(List.of("/", "/ask?target=prod&q=weather", "/nothing"));
    while (!open.isEmpty()) {
      var path = open.remove();
      if (!seen.add(path) || kinds.merge(kind(path), 1, Integer::sum) > MOST_OF_A_KIND) {
        continue;
      }
      look(path, kinds.get(kind(path)), problems);
      for (var link :
          (List<?>) page.evaluate("[...document.links].map(a => a.attributes.href.value)")) {
        open.add(link.toString().replaceFirst("#.*", ""));
      }
    }

    assertThat(kinds.keySet()).hasSizeGreaterThan(12);
    assertThat(problems).isEmpty();
    assertThat(chromium.errors()).allMatch(error -> error.contains("/nothing"));
  }

  private void look(String path, int nth, List<String> problems) {
    page.navigate(path);
    for (var look : Chromium.Look.values()) {
      look.on(page);
      Chromium.violations(page).forEach(v -> problems.add(path + " " + look + ": " + v));
      var wider =
          (int)
              page.evaluate(
                  "document.documentElement.scrollWidth - document.documentElement.clientWidth");
      if (wider > 0) {
        problems.add(path + " " + look + " is " + wider + " pixels too wide");
      }
      if (nth > 1 || !look.shown()) {
        continue;
      }
      Chromium.screenshot(page, kind(path).replaceAll("[^a-z]+", "-") + "-" + look);
    }
    if (!page.title().endsWith(" · Migration Ledger")) {
      problems.add(path + " has the title " + page.title());
    }
  }

  private static String kind(String path) {
    return path.replaceAll("=[^&]*", "");
  }

  @Test
  void a_page_that_is_hard_to_read_is_found() {
    page.navigate("/");
    page.evaluate(
        "document.querySelector('main').innerHTML ="
            + " '<p class=\"planted\">grey</p><img src=\"/assets/ledger.svg\"><button></button>'");
    page.evaluate(
        "document.querySelector('.planted').attributeStyleMap.set('color', 'rgb(200,200,200)')");

    assertThat(Chromium.violations(page).toString())
        .contains("color-contrast: ")
        .contains("image-alt: ")
        .contains("button-name: ");
  }

  @Test
  void a_newcomer_sees_who_edited_0029_after_two_clicks() {
    page.navigate("/");

    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("prod").setExact(true))
        .click();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("0029_users.sql"))
        .first()
        .click();

    assertThat(page.locator("#edits")).containsText("Mallory <mallory@example.org>");
    assertThat(page.locator("#edits")).containsText("It had run 2026-03-01 14:03:00 UTC by ada");
  }

  @Test
  void a_newcomer_who_asks_in_plain_words_is_answered_after_one_click() {
    page.navigate("/");

    page.getByLabel("Ask the ledger").fill("who edited 0029 after it ran");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask")).click();
    if (page.locator(".answer").count() == 0) {
      page.locator("main")
          .getByRole(
              AriaRole.LINK,
              new com.microsoft.playwright.Locator.GetByRoleOptions().setName("prod"))
          .first()
          .click();
    }

    assertThat(page.locator(".answer")).containsText("Mallory");
  }

  @Test
  void the_keyboard_reaches_the_ask_box_and_every_page_and_shows_where_it_is() {
    page.navigate("/migrations?target=prod");

    var reached = new LinkedHashSet<String>();
    for (int tab = 0; tab < MOST_TABS; tab++) {
      page.keyboard().press("Tab");
      var where =
          (Map<?, ?>)
              page.evaluate(
                  """
                  () => {
                    const e = document.activeElement;
                    const s = getComputedStyle(e);
                    const r = e.getBoundingClientRect();
                    return {name: (e.id || e.textContent).trim(),
                      shown: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2
                        && r.width > 0 && r.right > 0,
                      body: e === document.body};
                  }\
                  """);
      if (Boolean.TRUE.equals(where.get("body"))) {
        break;
      }
      assertThat(where.get("shown")).as(where.toString()).isEqualTo(true);
      reached.add(String.valueOf(where.get("name")));
    }

    assertThat(reached)
        .containsAll(
            Set.of(
                "Skip to the content",
                "q",
                "Targets",
                "Incident",
                "Evidence",
                "Reports",
                "Migrations",
                "Runs",
                "Drift",
                "Dependencies",
                "Time machine",
                "Questions",
                "0029_users.sql"));
  }

  @Test
  void the_keyboard_alone_asks_and_skips_to_the_content() {
    page.navigate("/?");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("main")).isFocused();

    page.getByLabel("Ask the ledger").focus();
    page.keyboard().type("how is the weather");
    page.keyboard().press("Enter");

    assertThat(page.locator("h1")).isVisible();
    assertThat(page.url()).contains("/ask?q=how+is+the+weather");
  }

  @Test
  void a_run_under_way_is_followed_without_loading_the_page_again() {
    var first = Commands.script("0001", "one");
    var second = Commands.script("0002", "two");
    service.record(Commands.register("live"), Commands.discover("live", first));
    service.record(
        Commands.discover("live", second), Commands.start("live", "open", first, second));
    page.navigate("/run?target=live&id=open");
    page.evaluate("window.loadedOnce = true");
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("0 of 2 steps");

    service.record(Commands.applied("live", "open", first));
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("1 of 2 steps");
    Chromium.screenshot(page, "run-live");

    service.record(Commands.applied("live", "open", second), Commands.finish("live", "open"));
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("succeeded 2 of 2 steps");
    assertThat((Boolean) page.evaluate("window.loadedOnce")).isTrue();
  }

  @Test
  void a_time_tells_the_readers_own_beside_utc() {
    Response answer = page.navigate("/migration?target=prod&version=0029");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(page.locator("main time").first().getAttribute("title"))
        .contains("(UTC)")
        .contains("(your time)");
  }
}
