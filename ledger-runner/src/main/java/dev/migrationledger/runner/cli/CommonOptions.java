package dev.migrationledger.runner.cli;

import dev.migrationledger.runner.settings.Setting;
import dev.migrationledger.runner.settings.Settings;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options every command has. Precedence: option, environment, ledger.yaml, default. */
public final class CommonOptions {

  @Option(
      names = {"-u", "--url"},
      paramLabel = "URL",
      description =
          "The target: jdbc:postgresql://..., postgres://..., or PG* variables. Without any, an"
              + " embedded PostgreSQL is used, in .ledger/")
  private @Nullable String url;

  @Option(
      names = {"-d", "--dir"},
      paramLabel = "FOLDER",
      description = "Where the migrations are (default: migrations)")
  private @Nullable String dir;

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "The target's name in the ledger (default: the database's name)")
  private @Nullable String target;

  @Option(
      names = "--ledger-url",
      paramLabel = "URL",
      description = "The ledger's own database (default: schema \"ledger\" of the target)")
  private @Nullable String ledgerUrl;

  @Option(
      names = "--ledger",
      paramLabel = "URL",
      description =
          "The service that keeps the ledger, https://...; the token comes from LEDGER_TOKEN or the"
              + " file LEDGER_TOKEN_FILE")
  private @Nullable String ledger;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description =
          "production, staging, development or test; recorded when the target is new (default:"
              + " production, for the embedded server development)")
  private @Nullable String environment;

  @Option(
      names = "--naming",
      paramLabel = "RULE",
      description = "How files are named: ledger (0031_words.sql), timestamp or flyway")
  private @Nullable String naming;

  @Option(names = "--actor", paramLabel = "NAME", description = "Who you are, for the record")
  private @Nullable String actor;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "human",
      description =
          "human or json (a contract: fields are added, never renamed); graph also knows mermaid"
              + " and dot, lint sarif and github, doctor markdown, report csv, markdown,"
              + " html and pdf")
  private OutputFormat output = OutputFormat.human;

  Settings settings(Map<String, String> variables, Path folder, Map<Setting, String> more) {
    var given = new EnumMap<Setting, String>(Setting.class);
    put(given, Setting.URL, url);
    put(given, Setting.DIR, dir);
    put(given, Setting.TARGET, target);
    put(given, Setting.LEDGER_URL, ledgerUrl);
    put(given, Setting.LEDGER, ledger);
    put(given, Setting.ENVIRONMENT, environment);
    put(given, Setting.NAMING, naming);
    put(given, Setting.ACTOR, actor);
    given.putAll(more);
    return Settings.resolve(given, variables, folder);
  }

  private static void put(Map<Setting, String> given, Setting setting, @Nullable String value) {
    if (value != null) {
      given.put(setting, value);
    }
  }

  /** How the answer is wanted. */
  OutputFormat output() {
    return output;
  }

  /** Whether the answer is wanted as JSON. */
  public boolean json() {
    return output == OutputFormat.json;
  }
}
