package dev.migrationledger.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The login at an issuer of another site, in a real browser that keeps its rules about cookies. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class OidcBrowserIT {

  private static TestIssuer issuer;
  private static RunningService service;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectories(Chromium.SCREENSHOTS);
    chromium = new Chromium();
    issuer = new TestIssuer();
    service =
        new RunningService(
            "oidc_browser",
            "prod",
            issuer.settings("oidc_browser", TestIssuer.secret("oidc_browser")));
    issuer.know("oidc_browser", service.address());
    service.record(Commands.story("prod"));
  }

  @AfterAll
  static void stop() {
    chromium.close();
    service.close();
    issuer.close();
  }

  @Test
  void a_person_logs_in_at_the_issuer_and_reads_the_page_they_asked_for() {
    var page = chromium.open(service.address());
    page.navigate("/migration?target=prod&version=0029");
    look(page, "login-oidc");

    page.getByText("Log in at localhost").click();
    page.getByLabel("Username").fill("ann");
    page.getByLabel("Password").fill("secret");
    page.getByRole(AriaRole.BUTTON).click();

    assertThat(page).hasURL(Pattern.compile(".*/migration\\?target=prod&version=0029"));
    assertThat(page.locator("form.leave")).containsText("ann@shop.example");
    assertThat(page.locator("h1")).containsText("0029");
    page.getByText("Log out").click();
    assertThat(page.locator("h1")).containsText("You are logged out here");
    look(page, "logged-out-oidc");
    page.getByText("Log out at localhost").click();
    assertThat(page).hasURL(service.address() + "/login");
    assertThat(chromium.errors()).isEmpty();
    page.context().close();
  }

  private static void look(Page page, String name) {
    for (var look : Chromium.Look.values()) {
      look.on(page);
      assertThat(Chromium.violations(page)).as(look.name()).isEmpty();
      if (look.shown()) {
        Chromium.screenshot(page, name + "-" + look);
      }
    }
  }
}
