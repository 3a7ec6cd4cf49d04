package dev.migrationledger.runner.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/** Reads the ways people write a PostgreSQL address, with libpq's defaults. */
final class AddressReader {

  private static final Pattern WORD =
      Pattern.compile("\\s*(\\w+)\\s*=\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|(\\S*))");
  private static final Map<String, String> DRIVER_NAMES =
      Map.of(
          "connect_timeout", "connectTimeout",
          "target_session_attrs", "targetServerType",
          "keepalives", "tcpKeepAlive",
          "channel_binding", "channelBinding",
          "gssencmode", "gssEncMode");

  private final Map<String, String> environment;

  AddressReader(Map<String, String> environment) {
    this.environment = environment;
  }

  TargetAddress read(String text) {
    if (text.startsWith("jdbc:postgresql:")) {
      return fromJdbc(text);
    }
    if (text.startsWith("postgres://") || text.startsWith("postgresql://")) {
      return fromUri(text.substring(text.indexOf("://") + 3));
    }
    if (text.isEmpty() || text.contains("=")) {
      return fromWords(words(text));
    }
    throw new TargetFailure.NotUnderstood(text.replaceFirst("//[^/]*@", "//***@"));
  }

  private TargetAddress fromJdbc(String text) {
    Properties parsed = Driver.parseURL(text, new Properties());
    if (parsed == null) {
      throw new TargetFailure.NotUnderstood(text.replaceFirst("\\?.*", ""));
    }
    Map<String, String> settings = new HashMap<>();
    int question = text.indexOf('?');
    if (question >= 0) {
      settings.putAll(query(text.substring(question + 1)));
    }
    String user = firstOf(take(settings, "user"), environment("PGUSER"), systemUser());
    String password = take(settings, "password");
    Secret secret =
        secret(
            firstOf(password, environment("PGPASSWORD")),
            take(settings, "passfile"),
            parsed.getProperty("PGHOST", "localhost"),
            parsed.getProperty("PGPORT", "5432"),
            parsed.getProperty("PGDBNAME", user),
            user);
    return new TargetAddress(
        question >= 0 ? text.substring(0, question) : text, user, secret, settings);
  }

  private TargetAddress fromUri(String rest) {
    Map<String, String> words = new TreeMap<>();
    int question = rest.indexOf('?');
    String place = question >= 0 ? rest.substring(0, question) : rest;
    if (question >= 0) {
      words.putAll(query(rest.substring(question + 1)));
    }
    int at = place.lastIndexOf('@');
    if (at >= 0) {
      String[] credentials = place.substring(0, at).split(":", 2);
      words.put("user", decode(credentials[0]));
      if (credentials.length == 2) {
        words.put("password", decode(credentials[1]));
      }
    }
    String[] hostsAndDatabase = place.substring(at + 1).split("/", 2);
    if (!hostsAndDatabase[0].isEmpty()) {
      words.put("hosts", decode(hostsAndDatabase[0]));
    }
    if (hostsAndDatabase.length == 2 && !hostsAndDatabase[1].isEmpty()) {
      words.put("dbname", decode(hostsAndDatabase[1]));
    }
    return fromWords(words);
  }

  private TargetAddress fromWords(Map<String, String> words) {
    Map<String, String> settings = new TreeMap<>(words);
    String user = firstOf(take(settings, "user"), environment("PGUSER"), systemUser());
    String database = firstOf(take(settings, "dbname"), environment("PGDATABASE"), user);
    String host = firstOf(take(settings, "host"), environment("PGHOST"), "localhost");
    String port = firstOf(take(settings, "port"), environment("PGPORT"), "5432");
    String hosts = firstOf(take(settings, "hosts"), host.contains(":") ? "[" + host + "]" : host);
    if (host.startsWith("/") || hosts.startsWith("/")) {
      throw new TargetFailure.NotUnderstood("host=" + host + " (a socket folder)");
    }
    String places = withPort(hosts, port);
    Secret secret =
        secret(
            firstOf(take(settings, "password"), environment("PGPASSWORD")),
            take(settings, "passfile"),
            hostOf(places),
            portOf(places),
            database,
            user);
    setIfAbsent(settings, "sslmode", "PGSSLMODE");
    setIfAbsent(settings, "sslrootcert", "PGSSLROOTCERT");
    setIfAbsent(settings, "sslcert", "PGSSLCERT");
    setIfAbsent(settings, "sslkey", "PGSSLKEY");
    setIfAbsent(settings, "connect_timeout", "PGCONNECT_TIMEOUT");
    setIfAbsent(settings, "options", "PGOPTIONS");
    Map<String, String> driver = new HashMap<>();
    settings.forEach((key, value) -> driver.put(DRIVER_NAMES.getOrDefault(key, key), value));
    driver.remove("application_name");
    String url = "jdbc:postgresql://" + places + "/" + URLEncoder.encode(database, UTF_8);
    return new TargetAddress(url, user, secret, driver);
  }

  private Secret secret(
      String known, String passfile, String host, String port, String database, String user) {
    if (!known.isEmpty()) {
      return new Secret(known);
    }
    PasswordFile file =
        passfile.isEmpty() ? PasswordFile.of(environment) : PasswordFile.at(passfile);
    return file.find(host, port, database, user);
  }

  private static Map<String, String> words(String text) {
    Map<String, String> words = new TreeMap<>();
    Matcher word = WORD.matcher(text);
    while (word.lookingAt()) {
      String quoted = word.group(2);
      words.put(word.group(1), quoted == null ? word.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
      word.region(word.end(), text.length());
    }
    return words;
  }

  private static Map<String, String> query(String text) {
    Map<String, String> values = new TreeMap<>();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (!parts[0].isEmpty()) {
        values.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
      }
    }
    return values;
  }

  private static String withPort(String hosts, String port) {
    StringBuilder places = new StringBuilder();
    for (String host : hosts.split(",", -1)) {
      boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
      places.append(places.isEmpty() ? "" : ",").append(host).append(hasPort ? "" : ":" + port);
    }
    return places.toString();
  }

  private static String hostOf(String places) {
    String first = places.split(",", 2)[0];
    return first.substring(0, first.lastIndexOf(':'));
  }

  private static String portOf(String places) {
    String first = places.split(",", 2)[0];
    return first.substring(first.lastIndexOf(':') + 1);
  }

  private void setIfAbsent(Map<String, String> settings, String name, String variable) {
    String value = environment(variable);
    if (!value.isEmpty()) {
      settings.putIfAbsent(name, value);
    }
  }

  private String environment(String variable) {
    return environment.getOrDefault(variable, "");
  }

  private static String systemUser() {
    return System.getProperty("user.name", "postgres");
  }

  private static String take(Map<String, String> settings, String key) {
    String value = settings.remove(key);
    return value == null ? "" : value;
  }

  private static String firstOf(String... candidates) {
    for (String candidate : candidates) {
      if (!candidate.isEmpty()) {
        return candidate;
      }
    }
    return "";
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }
}
