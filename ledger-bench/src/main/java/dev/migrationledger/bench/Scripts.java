package dev.migrationledger.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrationledger.bench.program.Checksums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

/** The scripts of a workload on disk, as each contestant wants them: the same bytes for all. */
record Scripts(Workload workload, Path root) {

  private static final int SCRIPTS_A_COMMIT = 10;

  /** Writes them. */
  static Scripts write(Workload workload, Path parent)
      throws IOException, InterruptedException, GeneralSecurityException {
    var scripts = new Scripts(workload, parent.resolve(workload.name()));
    workload.write(scripts.plain());
    scripts.git();
    scripts.psql();
    scripts.liquibase();
    scripts.mybatis();
    return scripts;
  }

  Path plain() {
    return root.resolve("plain");
  }

  Path committed() {
    return root.resolve("git/migrations");
  }

  Path driver() {
    return root.resolve("psql.sql");
  }

  Path changelog() {
    return root.resolve("liquibase");
  }

  Path base() {
    return root.resolve("mybatis");
  }

  /** Ten scripts a commit, as if they had been written over the years. */
  private void git() throws IOException, InterruptedException {
    Files.createDirectories(committed());
    git("init", "-q");
    for (int number = 1; number <= workload.scripts(); number++) {
      var name = workload.file(number);
      Files.copy(plain().resolve(name), committed().resolve(name));
      if (number % SCRIPTS_A_COMMIT == 0 || number == workload.scripts()) {
        git("add", "-A");
        git("commit", "-q", "-m", "Add scripts up to " + number);
      }
    }
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    var command =
        new java.util.ArrayList<>(
            List.of("git", "-c", "user.name=Bench", "-c", "user.email=bench@example.org"));
    command.addAll(List.of("-c", "gc.auto=0", "-c", "commit.gpgsign=false"));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command).directory(committed().getParent().toFile()).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed");
    }
  }

  private void psql() throws IOException, GeneralSecurityException {
    try (var out = Files.newBufferedWriter(driver())) {
      out.write(
          "CREATE TABLE history (file text PRIMARY KEY, checksum text NOT NULL,"
              + " applied_at timestamptz NOT NULL DEFAULT now());\n");
      for (int number = 1; number <= workload.scripts(); number++) {
        var script = plain().resolve(workload.file(number));
        out.write(
            "BEGIN;\n\\i %s\nINSERT INTO history (file, checksum) VALUES ('%s', '%s');\nCOMMIT;\n"
                .formatted(script, script.getFileName(), Checksums.of(script)));
      }
    }
  }

  private void liquibase() throws IOException {
    Files.createDirectories(changelog());
    try (var out = Files.newBufferedWriter(changelog().resolve("changelog.xml"))) {
      out.write(
          """
          <?xml version="1.0" encoding="UTF-8"?>
          <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
              http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
          """);
      for (int number = 1; number <= workload.scripts(); number++) {
        var name = workload.file(number);
        Files.createLink(changelog().resolve(name), plain().resolve(name));
        out.write(
            "<changeSet id=\"%d\" author=\"bench\"><sqlFile path=\"%s\"/></changeSet>%n"
                .formatted(number, name));
      }
      out.write("</databaseChangeLog>\n");
    }
  }

  /** Its scripts have a header of their own; the rest of the bytes is the same. */
  private void mybatis() throws IOException {
    var scripts = Files.createDirectories(base().resolve("scripts"));
    Files.createDirectories(base().resolve("environments"));
    Files.writeString(
        scripts.resolve("20260101000000_changelog.sql"),
        """
        -- // what its own init writes first
        CREATE TABLE changelog (
          id numeric(20,0) NOT NULL PRIMARY KEY,
          applied_at varchar(25) NOT NULL,
          description varchar(255) NOT NULL
        );
        -- //@UNDO
        """);
    for (int number = 1; number <= workload.scripts(); number++) {
      var name = "20260101%06d_script_%d.sql".formatted(number, number);
      try (var out = Files.newOutputStream(scripts.resolve(name))) {
        out.write("-- // script %d%n".formatted(number).getBytes(UTF_8));
        Files.copy(plain().resolve(workload.file(number)), out);
        out.write("\n-- //@UNDO\n".getBytes(UTF_8));
      }
    }
  }
}
