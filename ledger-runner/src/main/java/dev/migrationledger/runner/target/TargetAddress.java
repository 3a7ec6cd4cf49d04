package dev.migrationledger.runner.target;

import static java.util.Objects.requireNonNull;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a target is and how to enter it; only the URL, which holds no credentials, is ever printed.
 *
 * @param url JDBC URL without user and password, e.g. {@code jdbc:postgresql://db:5432/shop}
 * @param user the database role
 * @param password its password, empty when none is known
 * @param properties further settings of the driver, e.g. {@code sslmode}
 */
public record TargetAddress(
    String url, String user, Secret password, Map<String, String> properties) {

  public TargetAddress {
    requireNonNull(url, "url");
    requireNonNull(user, "user");
    requireNonNull(password, "password");
    properties = Map.copyOf(properties);
  }

  /**
   * Reads an address as {@code psql} would: a JDBC URL, a {@code postgres://} URL, {@code
   * key=value} words, or nothing; what is missing comes from the {@code PG*} variables and the
   * password file.
   *
   * @throws TargetFailure.NotUnderstood when the text is none of these
   */
  public static TargetAddress of(String text, Map<String, String> environment) {
    return new AddressReader(environment).read(text.strip());
  }

  /** The database's name, as the URL ends. */
  public String database() {
    var path = url.substring(url.lastIndexOf('/') + 1);
    var end = path.indexOf('?');
    var name = URLDecoder.decode(end < 0 ? path : path.substring(0, end), StandardCharsets.UTF_8);
    return name.isEmpty() ? user : name;
  }

  /** Connections to this address, a new one each time. */
  public DataSource dataSource(String application) {
    var source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    if (!password.value().isEmpty()) {
      source.setPassword(password.value());
    }
    source.setApplicationName(application);
    source.setConnectTimeout(10);
    properties.forEach((name, value) -> set(source, name, value));
    return source;
  }

  private static void set(PGSimpleDataSource source, String name, String value) {
    try {
      source.setProperty(name, value);
    } catch (SQLException e) {
      throw new TargetFailure.NotUnderstood(name + "=" + value);
    }
  }

  @Override
  public String toString() {
    return url;
  }
}
