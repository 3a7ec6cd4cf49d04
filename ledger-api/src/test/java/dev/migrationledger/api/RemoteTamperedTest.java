package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host learns over a service of a record that somebody changed. */
@SuppressWarnings("NullAway.Init")
@DisplayNameGeneration(ReplaceUnderscores.class)
final class RemoteTamperedTest {

  @TempDir Path folder;

  @Test
  void a_record_that_was_changed_is_told_over_a_service() throws Exception {
    try (var shop = new RemoteShop(folder)) {
      shop.story();
      shop.service.execute(
          "ALTER TABLE ledger.entry DISABLE TRIGGER USER;"
              + " UPDATE ledger.entry SET leaf = sha256('mallory') WHERE index = 1");
      var reader = shop.token("rea", "read");

      var near = shop.near("verify");
      assertThat(near).startsWith("7 ").contains("TAMPERED: ");
      assertThat(shop.far(reader, "verify"))
          .startsWith("7 ")
          .contains(near.substring(near.indexOf("TAMPERED: ")).strip(), "this is its own word");
    }
  }
}
