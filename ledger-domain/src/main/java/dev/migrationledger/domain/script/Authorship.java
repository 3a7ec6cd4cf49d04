package dev.migrationledger.domain.script;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Who wrote a script's bytes, as far as can be known.
 *
 * @param source where the knowledge comes from
 * @param commit the commit that brought these bytes, empty when not committed
 * @param author the author's name; the file's owner when not committed
 * @param authorEmail empty when unknown
 * @param committer empty when not committed
 * @param committerEmail empty when unknown
 * @param authoredAt the author's time; the file's modification time when not committed
 * @param committedAt the committer's time; the file's modification time when not committed
 * @param message the commit's message, empty when not committed
 */
public record Authorship(
    Source source,
    String commit,
    String author,
    String authorEmail,
    String committer,
    String committerEmail,
    Instant authoredAt,
    Instant committedAt,
    String message) {

  /** Where the knowledge comes from, from the strongest to the weakest. */
  public enum Source {
    /** A commit holds exactly these bytes. */
    COMMITTED,
    /** The folder is in git, these bytes are not committed: owner and time of the file. */
    UNCOMMITTED,
    /** The folder is not in git: owner and time of the file. */
    NO_GIT
  }

  public Authorship {
    requireNonNull(source, "source");
    requireNonNull(commit, "commit");
    requireNonNull(author, "author");
    requireNonNull(authorEmail, "authorEmail");
    requireNonNull(committer, "committer");
    requireNonNull(committerEmail, "committerEmail");
    requireNonNull(authoredAt, "authoredAt");
    requireNonNull(committedAt, "committedAt");
    requireNonNull(message, "message");
  }

  /** The author with the address, as people are used to read it. */
  public String signature() {
    return authorEmail.isEmpty() ? author : author + " <" + authorEmail + ">";
  }

  /** The same as git knows it; empty when it does not, for a file's owner is nobody's author. */
  public String authorInGit() {
    return commit.isEmpty() ? "" : signature();
  }
}
