package dev.migrationledger.runner.cli.adopt;

import dev.migrationledger.runner.adopt.ImportCode;
import dev.migrationledger.runner.adopt.ImportRequest;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.history.HistoryTable;
import dev.migrationledger.runner.history.HistoryTables;
import dev.migrationledger.runner.history.Mapping;
import dev.migrationledger.runner.history.Tool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options of {@code import}: which history, and what somebody decided about it. */
final class ImportOptions {

  @Option(
      names = "--from",
      paramLabel = "TOOL",
      description =
          "flyway, liquibase, golang-migrate, rails, dbmate, goose, atlas, sqitch, prisma, django or"
              + " table (default: whichever is there)")
  private String from = "";

  @Option(
      names = "--table",
      paramLabel = "SCHEMA.TABLE",
      description = "The history table, where it has another name or schema than usual")
  private String table = "";

  @Option(
      names = "--version",
      paramLabel = "COLUMN",
      description = "With --from table: the column with the version, or the file's name")
  private String version = "";

  @Option(
      names = "--file",
      paramLabel = "COLUMN",
      description = "With --from table: the column with the file's name")
  private String file = "";

  @Option(
      names = "--applied-at",
      paramLabel = "COLUMN",
      description = "With --from table: the column that says when")
  private String appliedAt = "";

  @Option(
      names = "--applied-by",
      paramLabel = "COLUMN",
      description = "With --from table: the column that says by whom")
  private String appliedBy = "";

  @Option(
      names = "--checksum",
      paramLabel = "COLUMN",
      description = "With --from table: the column with a checksum of the file")
  private String checksum = "";

  @Option(
      names = "--success",
      paramLabel = "COLUMN",
      description = "With --from table: the column that says whether it succeeded")
  private String success = "";

  @Option(
      names = "--app",
      paramLabel = "NAME",
      description = "With --from django: the app whose migrations the folder holds")
  private String app = "";

  @Option(
      names = "--tie",
      paramLabel = "VERSION=FILE",
      description = "Which file a row is about; may be given several times")
  private List<String> ties = new ArrayList<>();

  @Option(
      names = "--accept",
      paramLabel = "CODE",
      split = ",",
      description = "Import although of this finding, e.g. IMPORT-002; goes on record")
  private List<String> accepted = new ArrayList<>();

  HistoryTable choose(HistoryTables tables) {
    var tool = tool();
    if (tool.filter(t -> t == Tool.TABLE).isPresent() && (table.isEmpty() || version.isEmpty())) {
      throw new UsageProblem(
          "--from table needs --table <schema.table> and --version <column>, e.g. --table"
              + " applied_migrations --version id --applied-at applied_at");
    }
    if (tool.filter(t -> t == Tool.TABLE).isEmpty() && !mapping().equals(Mapping.NONE)) {
      throw new UsageProblem("--version, --file and the other columns belong to --from table");
    }
    return tables.choose(tool, table);
  }

  private Optional<Tool> tool() {
    if (from.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Tool.of(from)
            .orElseThrow(() ->
                new UsageProblem(
                    "\""
                        + from
                        + "\" is no tool that is known; --from takes "
                        + Arrays.stream(Tool.values())
                            .map(Tool::word)
                            .collect(Collectors.joining(", ")))));
  }

  Mapping mapping() {
    return new Mapping(version, file, appliedAt, appliedBy, checksum, success);
  }

  ImportRequest request() {
    return new ImportRequest(tied(), acceptedCodes(), app);
  }

  private Map<String, String> tied() {
    var tied = new LinkedHashMap<String, String>();
    for (var tie : ties) {
      var parts = tie.split("=", 2);
      if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
        throw new UsageProblem("--tie takes <version>=<file>, not \"" + tie + "\"");
      }
      tied.put(parts[0].strip(), parts[1].strip());
    }
    return tied;
  }

  private Set<String> acceptedCodes() {
    var may =
        Arrays.stream(ImportCode.values())
            .filter(ImportCode::mayBeAccepted)
            .map(ImportCode::code)
            .toList();
    for (var code : accepted) {
      if (!may.contains(code)) {
        throw new UsageProblem(
            "--accept takes " + String.join(", ", may) + ", not \"" + code + "\"");
      }
    }
    return Set.copyOf(accepted);
  }
}
