package dev.migrationledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The system's Chromium, without a window; nothing is downloaded. */
final class Chromium implements AutoCloseable {

  static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final String AXE = resource("/axe.min.js");
  private static final String ACCESSIBLE =
      """
      async () => {
        const found = await axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']});
        return found.violations.flatMap(v => v.nodes.map(n =>
          v.id + ': ' + v.help + ': ' + n.html.slice(0, 300) + ' ' + n.failureSummary));
      }\
      """;

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> errors = new ArrayList<>();

  Chromium() {
    var program = program();
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    this.browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setChromiumSandbox(false));
  }

  /** Light or dark, narrow or wide. */
  enum Look {
    LIGHT_NARROW(ColorScheme.LIGHT, 400),
    LIGHT_WIDE(ColorScheme.LIGHT, 1600),
    DARK_NARROW(ColorScheme.DARK, 400),
    DARK_WIDE(ColorScheme.DARK, 1600);

    private final ColorScheme scheme;
    private final int width;

    Look(ColorScheme scheme, int width) {
      this.scheme = scheme;
      this.width = width;
    }

    /** Whether a picture is taken of it: each scheme and each width once. */
    boolean shown() {
      return this == LIGHT_WIDE || this == DARK_NARROW;
    }

    void on(Page page) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      page.setViewportSize(width, 900);
    }
  }

  /** A page of a service; what its console complains of is kept in {@link #errors}. */
  Page open(String service, String token) {
    return open(
        new Browser.NewContextOptions()
            .setBaseURL(service)
            .setExtraHTTPHeaders(Map.of("Authorization", "Bearer " + token)));
  }

  /** The same for somebody who has not logged in. */
  Page open(String service) {
    return open(new Browser.NewContextOptions().setBaseURL(service));
  }

  private Page open(Browser.NewContextOptions options) {
    var context = browser.newContext(options);
    var page = context.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") || message.type().equals("warning")) {
        errors.add(page.url() + ": " + message.text());
      }
    });
    page.onPageError(error -> errors.add(page.url() + ": " + error));
    page.onRequestFailed(failed -> errors.add(failed.url() + ": " + failed.failure()));
    page.onDialog(dialog -> {
      errors.add(page.url() + " says " + dialog.message());
      dialog.dismiss();
    });
    return page;
  }

  List<String> errors() {
    return List.copyOf(errors);
  }

  /** What breaks WCAG 2.2 at levels A and AA, as far as axe can tell. */
  static List<?> violations(Page page) {
    page.evaluate(AXE);
    return (List<?>) page.evaluate(ACCESSIBLE);
  }

  static void screenshot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  private static Path program() {
    var path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new AssertionError(
                "the browser tests need Chromium, and none of "
                    + NAMES
                    + " is on the PATH "
                    + path
                    + ". Install it, on Debian with: apt-get install chromium"));
  }

  private static String resource(String name) {
    try (var in = Chromium.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + name + " on the class path");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
