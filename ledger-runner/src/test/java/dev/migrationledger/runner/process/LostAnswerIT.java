package dev.migrationledger.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A COMMIT that was carried out and whose answer never came. */
class LostAnswerIT {

  @TempDir private Path scratch;

  @ParameterizedTest(name = "ledger apart: {0}")
  @ValueSource(booleans = {false, true})
  void a_commit_whose_answer_is_lost_is_found_by_its_receipt_and_recorded(boolean apart)
      throws IOException {
    try (var server = EmbeddedPostgres.temporary();
        var proxy = LossyProxy.before(server.port(), "INSERT INTO ran VALUES ('0002')")) {
      var site = Site.create(server, scratch, apart).steps(4, "").through(proxy.port());

      var ended = site.start("migrate").await();

      assertThat(proxy.hasLost()).isTrue();
      assertThat(ended.status()).as(ended.text()).isZero();
      assertThat(ended.out())
          .contains("applied  0002_step.sql", "applied  0004_step.sql", "4 applied on target");
      site.direct().agrees(4, "");
      assertThat(site.texts("SELECT attempts::text FROM ledger.receipt WHERE version = '0002'"))
          .containsExactly("1");
    }
  }
}
