package dev.migrationledger.query.replay;

import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Table;
import dev.migrationledger.store.failure.SqlFailures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * Rows of one table in the text format of {@code COPY} (PostgreSQL 18 docs, COPY, File Formats).
 */
final class CopyText {

  private static final int BUFFER = 1 << 16;

  private final Table table;
  private final String place;
  private final byte[] text;

  private CopyText(Table table, String place, byte[] text) {
    this.table = table;
    this.place = place;
    this.text = text;
  }

  /** Rows that lie in a table of this definition, wherever that is. */
  static CopyText of(Table table, String place, List<Row> rows) {
    var text = new StringBuilder();
    int columns = table.columns().size();
    for (var row : rows) {
      for (int i = 0; i < columns; i++) {
        if (i > 0) {
          text.append('\t');
        }
        var value = row.value(i);
        if (value == null) {
          text.append("\\N");
        } else {
          append(text, value);
        }
      }
      text.append('\n');
    }
    return new CopyText(table, place, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void append(StringBuilder text, String value) {
    int written = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' || c == '\n' || c == '\r' || c == '\t') {
        text.append(value, written, i).append('\\');
        text.append(
            switch (c) {
              case '\n' -> 'n';
              case '\r' -> 'r';
              case '\t' -> 't';
              default -> c;
            });
        written = i + 1;
      }
    }
    text.append(value, written, value.length());
  }

  /** Writes them, in the transaction of the connection. */
  void write(Connection c) {
    try {
      c.unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(table.copy(place), new ByteArrayInputStream(text), BUFFER);
    } catch (SQLException e) {
      throw SqlFailures.of(e, "fill " + place, c);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
