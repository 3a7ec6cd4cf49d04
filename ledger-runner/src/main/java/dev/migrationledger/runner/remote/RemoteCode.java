package dev.migrationledger.runner.remote;

import dev.migrationledger.runner.catalogue.Catalogued;
import dev.migrationledger.runner.catalogue.Entry;

/** What can keep a command from working over a service; the error reference lists them. */
public enum RemoteCode implements Catalogued {
  ADDRESS(
      "REMOTE-001",
      "The address of the service cannot be used.",
      "Nothing was sent and nothing was run.",
      "Write https://host[:port]; http:// is for a service on this machine only."),
  TOKEN(
      "REMOTE-002",
      "There is no token for the service, or it is not kept secret.",
      "Nothing was sent and nothing was run.",
      "Set LEDGER_TOKEN, or LEDGER_TOKEN_FILE to a file that only its owner may read (chmod 600)."),
  NEEDS_DATABASE(
      "REMOTE-003",
      "The command needs the ledger's own tables, and --ledger names a service.",
      "Nothing was run.",
      "Give the ledger's database with --ledger-url. Over a service work all commands but rebuild"
          + " and serve."),
  NOT_UNDERSTOOD(
      "REMOTE-004",
      "The service's answer is not one of a migration ledger.",
      "What was sent may have been recorded; sending it again is harmless.",
      "Check the address, and what stands between here and the service; then run the command again."),
  TOO_LONG(
      "REMOTE-005",
      "The service's answer is longer than this program takes.",
      "What was sent may have been recorded; nothing is shown.",
      "Ask for less: one migration, --newest N, or a shorter period.");

  private final Entry entry;

  RemoteCode(String code, String condition, String effect, String remedy) {
    this.entry = new Entry(code, condition, effect, remedy);
  }

  @Override
  public Entry entry() {
    return entry;
  }
}
