package dev.migrationledger.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SecretTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CREATE ROLE app LOGIN PASSWORD 'hunter2';|CREATE ROLE app LOGIN PASSWORD '***';",
        "alter user app encrypted password E'it\\'s';|alter user app encrypted password '***';",
        "ALTER ROLE app PASSWORD 'a''b' VALID UNTIL 'x'|ALTER ROLE app PASSWORD '***' VALID UNTIL 'x'",
        "ALTER ROLE app PASSWORD $$hunter2$$;|ALTER ROLE app PASSWORD '***';",
        "ALTER ROLE app PASSWORD $q$hunter$$2$q$;|ALTER ROLE app PASSWORD '***';",
        "OPTIONS (user 'app', password 'hunter2')|OPTIONS (user 'app', password '***')",
        "CONNECTION 'host=a password=hunter2 dbname=b'|CONNECTION 'host=a password=*** dbname=b'",
        "dblink('host=a password=''hunt er2''')|dblink('host=a password=''***''')",
        "UPDATE users SET password = 'hunter2'|UPDATE users SET password = '***'",
        "'postgres://app:hunter2@db:5432/x'|'postgres://app:***@db:5432/x'",
        "'postgres://app:hunt@er2@db:5432/x'|'postgres://app:***@db:5432/x'",
        "'AKIAIOSFODNN7EXAMPLE'|'***'",
        "'ghp_0123456789abcdef0123456789abcdef0123'|'***'",
      })
  void a_secret_is_replaced_and_the_rest_stays(String text, String clean) {
    assertThat(SecretText.without(text)).isEqualTo(clean);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE users (id int, password text NOT NULL, password_hash text DEFAULT 'x')",
        "COMMENT ON COLUMN users.password IS 'bcrypt'",
        "ALTER ROLE app PASSWORD NULL",
        "ALTER TABLE users RENAME COLUMN password TO password_hash",
        "SELECT * FROM users WHERE password = ''",
        "SELECT * FROM a JOIN b ON a.password = b.password",
        "SELECT 'https://example.com:8080/a@b'",
        "INSERT INTO links VALUES ('https://example.com/@ada')"
      })
  void what_only_speaks_of_a_password_stays(String text) {
    assertThat(SecretText.without(text)).isEqualTo(text);
  }

  @Test
  void lines_stay_where_they_are() {
    var key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabcd\n-----END RSA PRIVATE KEY-----";

    var clean = SecretText.without("SELECT '" + key + "';\nSELECT 1;");

    assertThat(clean)
        .doesNotContain("MIIE", "abcd")
        .startsWith("SELECT '-----BEGIN RSA PRIVATE KEY-----***\n\n\n-----END")
        .hasLineCount(5);
  }

  @Test
  void cleaning_what_is_clean_changes_nothing() {
    var clean = SecretText.without("CREATE ROLE a PASSWORD 'x'; SELECT 'postgres://a:b@c/d';");

    assertThat(SecretText.without(clean)).isEqualTo(clean);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "''", "\\\\a", " password=$", " password '", " x://y:", "$a$"})
  void a_long_hostile_text_is_read_to_its_end(String piece) {
    var text = "password '" + piece.repeat(300_000);

    assertThat(SecretText.without(text)).isNotEmpty();
  }
}
