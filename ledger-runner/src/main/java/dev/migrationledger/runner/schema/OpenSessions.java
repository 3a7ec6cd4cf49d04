package dev.migrationledger.runner.schema;

import dev.migrationledger.domain.schema.Attribution;
import dev.migrationledger.domain.schema.Attribution.Grade;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.ObjectKey;
import dev.migrationledger.sql.SecretText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that are still connected, and whose last statement changed a schema: the server shows
 * each with its role and address ({@code pg_stat_activity}). That such a statement names an object
 * is no proof that it changed it: it may have failed, or been rolled back.
 *
 * <p>A role sees only its own statements there, those of others with {@code pg_read_all_stats}.
 */
public final class OpenSessions {

  private static final String DEFINING =
      """
      SELECT pid, usename, application_name, coalesce(host(client_addr), 'a local socket'),
        to_char(query_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), query,
        octet_length(query) >= pg_size_bytes(current_setting('track_activity_query_size')) - 4
      FROM pg_catalog.pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename IS NOT NULL
        AND application_name NOT LIKE 'migration-ledger%' AND query_start IS NOT NULL
        AND query ~* '(^|;)\\s*(create|alter|drop|grant|revoke|comment|import|security)\\M'
      ORDER BY query_start DESC
      """;

  private static final int LONGEST = 200;

  private final List<Last> statements;

  private record Last(String role, String words, String query) {}

  private OpenSessions(List<Last> statements) {
    this.statements = List.copyOf(statements);
  }

  /** None at all. */
  public static OpenSessions none() {
    return new OpenSessions(List.of());
  }

  /** Those of this moment; none when the server does not tell. */
  public static OpenSessions of(TargetSession session) {
    var statements = new ArrayList<Last>();
    try (var sql = session.connection().createStatement();
        var row = sql.executeQuery(DEFINING)) {
      while (row.next()) {
        var words =
            "session %d of role %s (%s, %s) is connected still, and its last statement, of %s, names it: %s"
                .formatted(
                    row.getLong(1),
                    row.getString(2),
                    named(row.getString(3)),
                    row.getString(4),
                    row.getString(5),
                    brief(row.getString(6), row.getBoolean(7)));
        statements.add(new Last(row.getString(2), words, row.getString(6)));
      }
    } catch (SQLException e) {
      return none();
    }
    return new OpenSessions(statements);
  }

  /**
   * What is known of who changed an object, with the session that may have done it where nothing
   * was captured.
   */
  public Attribution refine(Attribution known, ObjectKey object) {
    if (known.grade() == Grade.PROVEN || known.grade() == Grade.LOGGED) {
      return known;
    }
    return statements.stream()
        .filter(last -> names(last.query(), object))
        .findFirst()
        .map(last ->
            new Attribution(last.role(), Grade.INFERRED, known.evidence() + "; " + last.words()))
        .orElse(known);
  }

  /** A part is named with what it is part of; an index, which has a name of its own, need not. */
  private static boolean names(String query, ObjectKey object) {
    return isWord(query, object.name())
        && (object.parent().isEmpty()
            || object.kind() == CatalogKind.INDEX
            || isWord(query, object.parent()));
  }

  private static boolean isWord(String text, String word) {
    return Pattern.compile(
            "(?<![\\p{L}\\p{N}_$])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}_$])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
        .matcher(text)
        .find();
  }

  private static String named(@Nullable String application) {
    return application == null || application.isEmpty() ? "an unnamed program" : application;
  }

  /**
   * Where the server has cut a text, a secret may have no end to be known by: no literal is told.
   */
  private static String brief(String query, boolean cut) {
    var told = cut ? query.split("['$]", 2)[0] + "…" : SecretText.without(query);
    var text = told.strip().replaceAll("\\s+", " ");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
  }
}
