package dev.migrationledger.runner.cli.demo;

import dev.migrationledger.runner.cli.ExitCode;

/** The story, step by step. */
final class DemoStory {

  private static final String DANA = "dana";
  private static final String LENA = "Lena Fischer";
  private static final String MARCO = "Marco Ruiz";

  private final DemoStage stage;
  private final DemoFolder folder;

  DemoStory(DemoStage stage) {
    this.stage = stage;
    this.folder = stage.folder();
  }

  ExitCode play() {
    refusal();
    failure();
    retirement();
    edit();
    baseline();
    answers();
    return ExitCode.DONE;
  }

  private void refusal() {
    stage.tell("31 migrations as they were found. Nobody knew that two numbers are used twice.");
    folder.writeStory();
    folder.commit(LENA, "Bring the migrations under version control");
    deploy(ExitCode.REFUSED, "migrate");
    stage.tell("The two files that came second get numbers at the end. (" + LENA + " commits.)");
    folder.rename("0003_content_tags.sql", "0031_content_tags.sql");
    folder.rename("0004_attachments.sql", "0032_attachments.sql");
    folder.commit(LENA, "Give every migration a number of its own");
    stage.tell("Left: 0007 uses a column that never existed, 0028 creates a table twice.");
    stage.run(ExitCode.REFUSED, "validate");
  }

  private void failure() {
    stage.tell("The first deploy is refused for that, before anything runs.");
    deploy(ExitCode.REFUSED, "migrate", "--to", "0029");
    stage.tell(
        "Somebody knows better, says why, and is recorded. 0007 fails, and blocks the rest.");
    deploy(
        ExitCode.MIGRATION_FAILED,
        "migrate",
        "--to",
        "0029",
        "--allow-unmet",
        "0007,0028",
        "--reason",
        "both ran on staging");
    stage.tell("The column is called password. (" + LENA + " corrects 0007 and commits.)");
    folder.replace("0007_password_rehash.sql");
    folder.commit(LENA, "Use the column that exists");
    deploy(ExitCode.DONE, "recover", "0007", "--reason", "the column is password", "--yes");
  }

  private void retirement() {
    stage.tell("0008 to 0028 never ran anywhere, and 0028 is a wrong baseline. They are retired.");
    deploy(
        ExitCode.DONE,
        "retire",
        "0008-0028",
        "--reason",
        "never ran anywhere; 0028 is a wrong baseline, 0030 will be the true one");
    folder.commit("Dana Okafor", "Retire what never ran");
    deploy(ExitCode.DONE, "migrate", "--to", "0029");
  }

  private void edit() {
    stage.tell("Weeks later " + MARCO + " edits 0029, which has run, and commits.");
    folder.replace("0029_orders.sql");
    folder.commit(MARCO, "Make room for large orders");
    stage.tell("The next deploy notices, and refuses.");
    deploy(ExitCode.REFUSED, "migrate");
    stage.run(ExitCode.DONE, "edits", "0029");
    deploy(
        ExitCode.DONE,
        "ack",
        "0029",
        "--reason",
        "orders holds integer; a migration of its own will widen it",
        "--approved-by",
        "lena@shop.example");
  }

  private void baseline() {
    stage.tell("0030 is the true baseline: what the application really uses, verified as it runs.");
    folder.replace("0030_true_baseline.sql");
    folder.commit(LENA, "Add the true baseline");
    deploy(ExitCode.DONE, "migrate");
    deploy(
        ExitCode.DONE,
        "baseline",
        "0030",
        "--reason",
        "compared with production by hand; from here the files are the schema");
    deploy(ExitCode.DONE, "migrate");
  }

  private void answers() {
    stage.tell("Somebody asks what happened.");
    stage.run(ExitCode.DONE, "status");
    stage.run(ExitCode.DONE, "ask", "who edited 0029 after it ran");
    stage.run(ExitCode.DONE, "ask", "which migrations never ran and why");
    stage.run(ExitCode.DONE, "verify");
  }

  private void deploy(ExitCode expected, String... words) {
    var all = new String[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--actor";
    all[words.length + 1] = DANA;
    stage.run(expected, all);
  }

  void serve(int port) {
    stage.tell("The service, on what was made.");
    stage.run(ExitCode.DONE, "serve", "--port", Integer.toString(port));
  }
}
