package dev.migrationledger.runner.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TargetAddressTest {

  private static final Map<String, String> BARE = Map.of("HOME", "/nonexistent");

  @TempDir private Path folder;

  @Test
  void a_libpq_url_gives_user_password_and_settings_but_prints_none_of_them() {
    TargetAddress address =
        TargetAddress.of(
            "postgres://al%40ice:p%3Aw+x@db.example:6543/my%20shop?sslmode=require&connect_timeout=3",
            BARE);

    assertThat(address.url()).isEqualTo("jdbc:postgresql://db.example:6543/my+shop");
    assertThat(address.user()).isEqualTo("al@ice");
    assertThat(address.password().value()).isEqualTo("p:w+x");
    assertThat(address.properties())
        .containsOnly(Map.entry("sslmode", "require"), Map.entry("connectTimeout", "3"));
    assertThat(address.toString()).isEqualTo("jdbc:postgresql://db.example:6543/my+shop");
    assertThat(address.password().toString()).isEqualTo("***");
  }

  @Test
  void a_jdbc_url_loses_its_credentials_and_keeps_its_settings() {
    TargetAddress address =
        TargetAddress.of(
            "jdbc:postgresql://db/shop?user=bob&password=s3cret&targetServerType=primary", BARE);

    assertThat(address)
        .isEqualTo(
            new TargetAddress(
                "jdbc:postgresql://db/shop",
                "bob",
                new Secret("s3cret"),
                Map.of("targetServerType", "primary")));
  }

  @Test
  void what_the_url_leaves_open_comes_from_the_environment() {
    Map<String, String> environment =
        Map.of(
            "PGHOST",
            "pg",
            "PGPORT",
            "5433",
            "PGUSER",
            "carol",
            "PGDATABASE",
            "books",
            "PGPASSWORD",
            "pw",
            "PGSSLMODE",
            "verify-full");

    TargetAddress address = TargetAddress.of("", environment);
    assertThat(address.url()).isEqualTo("jdbc:postgresql://pg:5433/books");
    assertThat(address.user()).isEqualTo("carol");
    assertThat(address.password().value()).isEqualTo("pw");
    assertThat(address.properties()).containsEntry("sslmode", "verify-full");
    assertThat(TargetAddress.of("host=other dbname='it\\'s' user=x", BARE).user()).isEqualTo("x");
    assertThat(TargetAddress.of("postgresql:///only", environment).url())
        .isEqualTo("jdbc:postgresql://pg:5433/only");
    assertThat(TargetAddress.of("postgresql://a,b:7/x", environment).url())
        .isEqualTo("jdbc:postgresql://a:5433,b:7/x");
  }

  @Test
  void the_password_file_is_read_as_libpq_reads_it() throws IOException {
    Path file = folder.resolve("pass");
    Files.writeString(
        file, "# comment\nother:*:*:*:no\ndb:5432:*:ann:a\\:b\\\\c\n*:*:shop:*:everyone\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Map<String, String> environment = Map.of("PGPASSFILE", file.toString());

    assertThat(TargetAddress.of("postgres://ann@db/x", environment).password().value())
        .isEqualTo("a:b\\c");
    assertThat(TargetAddress.of("jdbc:postgresql://db/shop?user=z", environment).password().value())
        .isEqualTo("everyone");
    assertThat(TargetAddress.of("postgres://ann@db/x?passfile=" + file, BARE).password().value())
        .isEqualTo("a:b\\c");
    assertThat(TargetAddress.of("postgres://ann@elsewhere/x", environment).password().value())
        .isEmpty();

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(TargetAddress.of("postgres://ann@db/x", environment).password().value()).isEmpty();
  }

  @Test
  void what_is_no_address_is_refused_without_repeating_a_password() {
    assertThatThrownBy(() -> TargetAddress.of("mysql://me:hunter2@db/x", BARE))
        .isInstanceOf(TargetFailure.NotUnderstood.class)
        .hasMessageStartingWith(
            "TARGET-009 \"mysql://***@db/x\" is not an address of a PostgreSQL database")
        .hasMessageNotContaining("hunter2");
  }
}
