package dev.migrationledger.runner.actor;

import dev.migrationledger.domain.origin.CiContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the variables by which CI systems describe the job they run. */
final class Pipelines {

  private static final Pattern GITHUB_PULL = Pattern.compile("refs/pull/(\\d{1,18})/(merge|head)");

  private final ForeignText text;

  Pipelines(ForeignText text) {
    this.text = text;
  }

  CiContext context() {
    if (text.isTrue("GITHUB_ACTIONS")) {
      return github();
    }
    if (text.isTrue("GITLAB_CI")) {
      return gitlab();
    }
    if (text.has("JENKINS_URL")) {
      return jenkins();
    }
    return text.isTrue("CI") ? generic() : CiContext.NONE;
  }

  /** The account the CI system names as the one that acts; empty when it names none. */
  String principal(String system) {
    return switch (system) {
      case "github" -> text.first("GITHUB_ACTOR");
      case "gitlab" -> text.first("GITLAB_USER_LOGIN", "GITLAB_USER_EMAIL");
      case "jenkins" -> text.first("BUILD_USER_ID", "CHANGE_AUTHOR");
      case "generic" -> text.first("CI_ACTOR");
      default -> "";
    };
  }

  /** The person behind the pipeline; empty when only a machine account is known. */
  String person(String system) {
    String person =
        switch (system) {
          case "github" -> text.first("GITHUB_TRIGGERING_ACTOR", "GITHUB_ACTOR");
          case "gitlab" -> text.first("GITLAB_USER_EMAIL", "GITLAB_USER_LOGIN");
          case "jenkins" -> text.first("CHANGE_AUTHOR", "BUILD_USER_ID");
          case "generic" -> text.first("CI_ACTOR");
          default -> "";
        };
    return person.endsWith("[bot]") ? "" : person;
  }

  private CiContext github() {
    String workflow = text.first("GITHUB_WORKFLOW");
    String job = text.first("GITHUB_JOB");
    String run = text.first("GITHUB_RUN_ID");
    String server = text.first("GITHUB_SERVER_URL");
    String repository = text.first("GITHUB_REPOSITORY");
    String url =
        run.isEmpty() || repository.isEmpty()
            ? ""
            : ForeignText.url(server + "/" + repository + "/actions/runs/" + run);
    Matcher pull = GITHUB_PULL.matcher(text.first("GITHUB_REF"));
    return new CiContext(
        "github",
        ForeignText.clean(
            workflow.isEmpty() || job.isEmpty() ? workflow + job : workflow + " / " + job),
        run,
        url,
        text.first("GITHUB_SHA"),
        pull.matches() ? pull.group(1) : "");
  }

  private CiContext gitlab() {
    return new CiContext(
        "gitlab",
        text.first("CI_JOB_NAME"),
        text.first("CI_PIPELINE_ID"),
        text.firstUrl("CI_JOB_URL", "CI_PIPELINE_URL"),
        text.first("CI_COMMIT_SHA"),
        text.first("CI_MERGE_REQUEST_IID"));
  }

  private CiContext jenkins() {
    return new CiContext(
        "jenkins",
        text.first("JOB_NAME"),
        text.first("BUILD_NUMBER"),
        text.firstUrl("BUILD_URL"),
        text.first("GIT_COMMIT"),
        text.first("CHANGE_ID"));
  }

  private CiContext generic() {
    return new CiContext(
        "generic",
        text.first("CI_JOB_NAME", "JOB_NAME", "BUILD_NAME"),
        text.first("BUILD_ID", "BUILD_NUMBER", "CI_BUILD_ID"),
        text.firstUrl("BUILD_URL", "CI_BUILD_URL"),
        text.first("GIT_COMMIT", "CI_COMMIT_SHA", "COMMIT_SHA"),
        text.first("CI_PULL_REQUEST", "PULL_REQUEST"));
  }
}
