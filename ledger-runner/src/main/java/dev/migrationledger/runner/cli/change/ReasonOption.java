package dev.migrationledger.runner.cli.change;

import picocli.CommandLine.Option;

/** The reason on record; asked for by every command that sets something aside. */
final class ReasonOption {

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for the record")
  private String reason = "";

  String text() {
    return reason.strip();
  }
}
