package dev.migrationledger.domain.origin;

import static java.util.Objects.requireNonNull;

/**
 * The pipeline a command ran in, as the CI system's own variables describe it; all empty outside
 * CI.
 *
 * @param system {@code github}, {@code gitlab}, {@code jenkins}, {@code generic} or empty
 * @param job the job's name
 * @param run the run's or build's number
 * @param url where the run can be looked at
 * @param commit the commit the pipeline works on
 * @param pullRequest the pull or merge request's number
 */
public record CiContext(
    String system, String job, String run, String url, String commit, String pullRequest) {

  /** Not in a pipeline. */
  public static final CiContext NONE = new CiContext("", "", "", "", "", "");

  public CiContext {
    requireNonNull(system, "system");
    requireNonNull(job, "job");
    requireNonNull(run, "run");
    requireNonNull(url, "url");
    requireNonNull(commit, "commit");
    requireNonNull(pullRequest, "pullRequest");
  }
}
