package dev.migrationledger.runner.target;

import static java.util.Objects.requireNonNull;

import java.util.Map;

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

  @Override
  public String toString() {
    return url;
  }
}
