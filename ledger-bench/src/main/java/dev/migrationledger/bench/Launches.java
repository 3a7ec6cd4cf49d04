package dev.migrationledger.bench;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How each contestant is started.
 *
 * @param home the project's folder
 * @param work where the processes run
 */
record Launches(Path home, Path work, EmbeddedPostgres server) {

  private static final String PROGRAMS = "dev.migrationledger.bench.program.";

  Launch of(Contestant contestant, Action action, Scripts scripts, String database)
      throws IOException {
    return switch (contestant) {
      case PSQL -> launch(psql(action, scripts, database));
      case JDBC -> jdbc(action, scripts, database, "migrate");
      case JDBC_BATCHED -> jdbc(action, scripts, database, "migrate-batched");
      case SHA256 -> launch(java(List.of(PROGRAMS + "Checksums", scripts.plain().toString())));
      case LEDGER -> {
        var launch = launch(ledger(action, scripts.plain(), database));
        yield action == Action.GRAPH ? small(launch) : launch;
      }
      case LEDGER_GIT -> launch(ledger(action, scripts.committed(), database));
      case FLYWAY_API ->
          program(
              "FlywayPeer",
              action == Action.STATUS ? "info" : "migrate",
              database,
              scripts.plain());
      case FLYWAY_CLI -> launch(flyway(action, scripts, database));
      case LIQUIBASE ->
          program(
              "LiquibasePeer",
              action == Action.STATUS ? "status" : "migrate",
              database,
              scripts.changelog());
      case MYBATIS -> launch(mybatis(action, scripts, database));
    };
  }

  /** Reading a folder has to do with less than the launcher gives. */
  private Launch small(Launch launch) {
    var environment = new HashMap<>(launch.environment());
    environment.put("LEDGER_JAVA_OPTS", "-Xmx128m");
    return new Launch(launch.command(), environment, launch.folder());
  }

  private Launch launch(List<String> command) {
    return new Launch(
        command,
        Map.of(
            "PGPASSWORD",
            server.password(),
            "FLYWAY_PASSWORD",
            server.password(),
            "LEDGER_NO_BUILD",
            "1",
            "LEDGER_NAMING",
            "flyway"),
        work);
  }

  private List<String> psql(Action action, Scripts scripts, String database) {
    var address = libpq(database);
    return switch (action) {
      case MIGRATE ->
          List.of(
              "psql", "-qX", "-v", "ON_ERROR_STOP=1", "-f", scripts.driver().toString(), address);
      case NO_OP ->
          List.of(
              "bash",
              "-c",
              "diff <(cd \"$1\" && printf '%s\\0' *.sql | xargs -0 sha256sum)"
                  + " <(psql -XAtc \"SELECT checksum || '  ' || file FROM history ORDER BY file\""
                  + " \"$2\")",
              "no-op",
              scripts.plain().toString(),
              address);
      case STATUS, VERSION, GRAPH -> List.of("psql", "-XAtc", "SELECT * FROM history", address);
    };
  }

  private Launch jdbc(Action action, Scripts scripts, String database, String migrate) {
    var word =
        switch (action) {
          case MIGRATE -> migrate;
          case NO_OP -> "no-op";
          case STATUS, VERSION, GRAPH -> "answer";
        };
    return program("JdbcFloor", word, database, scripts.plain());
  }

  private Launch program(String name, String word, String database, Path folder) {
    return launch(
        java(
            List.of(
                PROGRAMS + name, word, server.url(database), server.user(), folder.toString())));
  }

  private List<String> ledger(Action action, Path folder, String database) {
    var ledger = home.resolve("ledger").toString();
    return switch (action) {
      case MIGRATE, NO_OP ->
          List.of(ledger, "migrate", "-u", libpq(database), "--dir", folder.toString());
      case STATUS -> List.of(ledger, "status", "-u", libpq(database), "--dir", folder.toString());
      case VERSION -> List.of(ledger, "--version");
      case GRAPH -> List.of(ledger, "graph", "--dir", folder.toString(), "--output", "json");
    };
  }

  private List<String> flyway(Action action, Scripts scripts, String database) {
    var main = "org.flywaydb.commandline.Main";
    var verb =
        switch (action) {
          case MIGRATE, NO_OP -> "migrate";
          case STATUS -> "info";
          case VERSION, GRAPH -> "-v";
        };
    return java(
        List.of(
            main,
            "-url=" + server.url(database),
            "-user=" + server.user(),
            "-locations=filesystem:" + scripts.plain(),
            verb));
  }

  private List<String> mybatis(Action action, Scripts scripts, String database) throws IOException {
    var environment = "environment-" + database;
    Files.writeString(
        scripts.base().resolve("environments").resolve(environment + ".properties"),
        """
        driver=org.postgresql.Driver
        url=%s
        username=%s
        password=%s
        send_full_script=false
        delimiter=;
        changelog=changelog
        """
            .formatted(server.url(database), server.user(), server.password()));
    return java(
        List.of(
            "org.apache.ibatis.migration.Migrator",
            "--path=" + scripts.base(),
            "--env=" + environment,
            action == Action.STATUS ? "status" : "up"));
  }

  /** A program that measures PostgreSQL's parser by itself and prints what it found. */
  Launch parser() {
    return launch(java(List.of("-Xmx128m", PROGRAMS + "ParserSpeed")));
  }

  /** The same class path and the JVM's own defaults for all. */
  private List<String> java(List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    var entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    command.add(
        String.join(
            File.pathSeparator,
            List.of(entries).stream().map(e -> Path.of(e).toAbsolutePath().toString()).toList()));
    command.addAll(arguments);
    return command;
  }

  private String libpq(String database) {
    return "postgresql://%s@127.0.0.1:%d/%s".formatted(server.user(), server.port(), database);
  }
}
