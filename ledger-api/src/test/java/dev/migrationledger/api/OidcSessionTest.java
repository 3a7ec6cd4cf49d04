package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.store.LedgerStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** How long a login at an issuer lasts, by a clock that the test moves. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class OidcSessionTest {

  private volatile Duration later = Duration.ZERO;

  @Test
  void it_ends_after_eight_hours_however_much_is_done_in_it() throws Exception {
    try (var issuer = new TestIssuer();
        var server = EmbeddedPostgres.temporary()) {
      var ds = RunningService.installed(server, "session");
      var oidc = issuer.settings("session", TestIssuer.secret("session"));
      try (var store = LedgerStore.open(ds);
          var service =
              new LedgerApplication(
                      ds,
                      store,
                      RunningService.settings(server, "session", oidc),
                      () -> Instant.now().plus(later))
                  .start()) {
        var address =
            "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
        issuer.know("session", address);
        var visitor = new OidcVisitor(issuer);
        visitor.get(visitor.way(address + "/login/oidc", "ann"));
        later = Duration.ofHours(8).minusMinutes(1);
        assertThat(visitor.get(address + "/").statusCode()).isEqualTo(200);

        later = Duration.ofHours(8).plusMinutes(1);

        assertThat(visitor.get(address + "/").statusCode()).isEqualTo(303);
        later = Duration.ZERO;
        assertThat(visitor.get(address + "/").statusCode()).isEqualTo(303);
      }
    }
  }
}
