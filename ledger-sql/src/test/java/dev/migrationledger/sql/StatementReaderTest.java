package dev.migrationledger.sql;

import static dev.migrationledger.sql.Scripts.read;
import static dev.migrationledger.sql.Scripts.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StatementReaderTest {

  @Test
  void a_statement_has_a_number_a_text_and_a_place_without_what_surrounds_it() {
    assertThat(read("-- c\n ;; SELECT 1 /* x */ ; é;\n  SELECT 2 -- y").statements())
        .containsExactly(
            new Statement(1, "SELECT 1", new Place(2, 5), 9, StatementKind.ORDINARY),
            new Statement(2, "é", new Place(2, 24), 28, StatementKind.ORDINARY),
            new Statement(3, "SELECT 2", new Place(3, 3), 34, StatementKind.ORDINARY));
  }

  @Test
  void an_error_position_of_postgresql_is_found_again_in_the_script() {
    Statement statement = read("-- c\r\n  SELECT '😀é',\r\n x\n;").statements().getFirst();
    assertThat(statement.at(1)).isEqualTo(new Place(2, 3));
    assertThat(statement.at(9)).isEqualTo(new Place(2, 11));
    assertThat(statement.at(13)).isEqualTo(new Place(2, 15));
    assertThat(statement.at(16)).isEqualTo(new Place(3, 2));
    assertThat(statement.at(99)).isEqualTo(new Place(3, 3));
    assertThat(statement.at(0)).isEqualTo(new Place(2, 3));
  }

  @Test
  void the_header_holds_the_line_comments_before_the_first_statement() {
    assertThat(
            read("-- DEPENDS: 0029_x.sql\r\n/* b */ --é\n\\restrict k\n--\nSELECT 1; -- no")
                .header())
        .containsExactly(
            new Comment(new Place(1, 1), " DEPENDS: 0029_x.sql"),
            new Comment(new Place(2, 9), "é"),
            new Comment(new Place(4, 1), ""));
  }

  @Test
  void copy_data_comes_as_it_stands_and_is_never_sql() throws IOException {
    String data = "1\t'a;\r\n\\.x\n\\N\t--\n\n";
    String script = "COPY t (a) FROM STDIN; -- data\n" + data + "\\.\nSELECT 1;";
    assertThat(read(script).texts()).containsExactly("COPY t (a) FROM STDIN", "SELECT 1");
    assertThat(read(script).data()).containsExactly(data);
    assertThat(read(script).statements().getLast().start()).isEqualTo(new Place(7, 1));
    try (StatementReader reader = StatementReader.of(new ByteArrayInputStream(utf8(script)))) {
      reader.next();
      assertThat(reader.copyData().read()).isEqualTo('1');
      Statement after = reader.next();
      assertThat(after).isNotNull();
      assertThat(after.ordinal()).isEqualTo(2);
      assertThatThrownBy(reader::copyData)
          .hasMessage("Statement 2 is no COPY … FROM STDIN: it has no data lines");
    }
  }

  @Test
  void copy_data_may_be_in_any_encoding_and_end_with_cr_lf_or_the_script() {
    assertThat(read("COPY t FROM stdin;\r\n\0x\r\n\\.\r\nSELECT 1").problems()).isEmpty();
    assertThat(read("COPY t FROM stdin;\nx\n\\.").problems()).isEmpty();
    assertThat(read("COPY t FROM stdin;\n\\.\n").data()).containsExactly("");
  }

  @Test
  void checksums_tell_bytes_from_line_ends() {
    Scripts.Reading plain = read("SELECT 1;\n");
    Scripts.Reading windows = read("\uFEFFSELECT 1;\r\n");
    assertThat(plain.checksum()).isEqualTo(sha256("SELECT 1;\n"));
    assertThat(plain.normalisedChecksum()).isEqualTo(plain.checksum());
    assertThat(windows.checksum()).isEqualTo(sha256("\uFEFFSELECT 1;\r\n"));
    assertThat(windows.normalisedChecksum()).isEqualTo(plain.checksum());
    assertThat(windows.bytes()).isEqualTo(14);
    assertThat(windows.byteOrderMark()).isTrue();
    assertThat(windows.carriageReturns()).isTrue();
    assertThat(windows.statements().getFirst().start()).isEqualTo(new Place(1, 1));
    Scripts.Reading lone = read("a\r\r\nb\r");
    assertThat(lone.normalisedChecksum()).isEqualTo(sha256("a\r\nb\r"));
    assertThat(read("a\r").carriageReturns()).isFalse();
    assertThat(read("a\r").normalisedChecksum()).isEqualTo(sha256("a\r"));
  }

  @Test
  void an_empty_script_has_no_statement_and_no_problem() {
    assertThat(read("").statements()).isEmpty();
    assertThat(read("").checksum()).isEqualTo(sha256(""));
    assertThat(read("\uFEFF").statements()).isEmpty();
    assertThat(read("\uFEFF").bytes()).isEqualTo(3);
    assertThat(read(" ;\n-- x").problems()).isEmpty();
  }

  @Test
  void the_checksum_is_refused_before_the_end() throws IOException {
    try (StatementReader reader = StatementReader.of(new ByteArrayInputStream(utf8("SELECT 1;")))) {
      assertThatThrownBy(reader::checksum).hasMessage("Known only when next() has returned null");
    }
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
