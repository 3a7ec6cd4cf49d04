package dev.migrationledger.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The graph of a target with 500 migrations in a real browser. */
@SuppressWarnings("NullAway.Init")
final class GraphBrowserIT {

  private static final int SIZE = 500;
  private static final double LEGIBLE_PIXELS = 12;
  private static final double RENDERED_MS = 2_000;
  private static final String BOXES =
      """
      () => [...document.querySelectorAll('svg a')].map(a => {
        const box = a.querySelector('rect').getBoundingClientRect();
        const text = a.querySelector('text').getBoundingClientRect();
        return {name: a.getAttribute('aria-label'), left: box.left, right: box.right,
          top: box.top, bottom: box.bottom, textLeft: text.left, textRight: text.right,
          size: parseFloat(getComputedStyle(a.querySelector('text')).fontSize)};
      })\
      """;

  private static RunningService service;
  private static Chromium chromium;

  private Page page;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectories(Chromium.SCREENSHOTS);
    chromium = new Chromium();
    service = new RunningService("graph", "big");
    service.record(GraphStory.commands("big", SIZE));
  }

  @AfterAll
  static void stop() {
    chromium.close();
    service.close();
  }

  @BeforeEach
  void open() {
    page = chromium.open(service.address(), service.token());
    page.setViewportSize(1600, 900);
  }

  @AfterEach
  void close() {
    page.context().close();
  }

  @Test
  void five_hundred_migrations_are_drawn_in_two_seconds_without_overlap_and_legibly() {
    page.navigate("/graph?target=big");
    page.reload();

    var took =
        ((Number) page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
            .doubleValue();
    Chromium.screenshot(page, "graph-500");
    assertThat(took).isLessThan(RENDERED_MS);
    var boxes = boxes();
    assertThat(boxes).hasSize(SIZE);
    apartAndLegible(boxes);
    assertThat(
            (Boolean)
                page.evaluate(
                    "document.querySelector('svg').getBoundingClientRect().width <= innerWidth"))
        .isTrue();
  }

  @Test
  void one_of_them_is_chosen_by_a_click_and_its_lines_are_drawn() {
    page.navigate("/graph?target=big");

    page.locator("svg a[aria-label^='0250_']").click();

    assertThat(page.locator("svg a[aria-current]"))
        .hasAttribute("aria-label", java.util.regex.Pattern.compile("0250_.*"));
    assertThat(page.locator("svg path.focus").count()).isPositive();
    assertThat(page.locator("svg a[aria-current]")).isInViewport();
    Chromium.screenshot(page, "graph-focus");
    apartAndLegible(boxes());
  }

  @Test
  void one_of_them_is_found_by_its_number_or_a_word() {
    page.navigate("/graph?target=big");
    page.getByLabel("Around migration").fill("0029");
    page.keyboard().press("Enter");
    assertThat(page.locator("svg a[aria-current]")).hasCount(1);

    page.navigate("/graph?target=big");
    page.getByLabel("or files named").fill("payments");
    page.keyboard().press("Enter");
    assertThat(page.locator("main .alarm")).containsText("more belong to it");
    Chromium.screenshot(page, "graph-found");
    apartAndLegible(boxes());
  }

  private List<Map<String, Object>> boxes() {
    @SuppressWarnings("unchecked")
    var boxes = (List<Map<String, Object>>) page.evaluate(BOXES);
    return boxes;
  }

  private static void apartAndLegible(List<Map<String, Object>> boxes) {
    for (int i = 0; i < boxes.size(); i++) {
      var box = boxes.get(i);
      assertThat(number(box, "size")).as("%s", box).isGreaterThanOrEqualTo(LEGIBLE_PIXELS);
      assertThat(number(box, "textLeft")).as("%s", box).isGreaterThan(number(box, "left"));
      assertThat(number(box, "textRight")).as("%s", box).isLessThan(number(box, "right"));
      for (var other : boxes.subList(i + 1, boxes.size())) {
        var apart =
            number(box, "right") <= number(other, "left")
                || number(other, "right") <= number(box, "left")
                || number(box, "bottom") <= number(other, "top")
                || number(other, "bottom") <= number(box, "top");
        if (!apart) {
          throw new AssertionError(box + " overlaps " + other);
        }
      }
    }
  }

  private static double number(Map<String, Object> box, String name) {
    return ((Number) box.getOrDefault(name, Double.NaN)).doubleValue();
  }
}
