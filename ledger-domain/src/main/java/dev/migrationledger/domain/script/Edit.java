package dev.migrationledger.domain.script;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An applied script's text changed.
 *
 * @param version the migration
 * @param file its file now
 * @param applied the checksum that ran
 * @param previous the checksum seen before this edit
 * @param now the checksum now
 * @param normalisedNow the checksum now after CRLF became LF and a byte order mark was taken off
 * @param kind how much it means
 * @param content commitment to the new text, empty when too long to keep
 * @param diff commitment to the unified diff from the text that ran to the text now, empty when
 *     either is not kept
 * @param changes the commits, or the uncommitted change, between the two, newest first
 */
public record Edit(
    Version version,
    String file,
    Checksum applied,
    Checksum previous,
    Checksum now,
    Checksum normalisedNow,
    Kind kind,
    String content,
    String diff,
    List<Authorship> changes) {

  /** How much an edit means. */
  public enum Kind {
    /** The statements are the same: line endings, byte order mark, comments, blanks. */
    COSMETIC,
    /** The statements differ, or cannot be shown to be the same. */
    SEMANTIC,
    /** The text is again the one that ran. */
    REVERTED
  }

  public Edit {
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(applied, "applied");
    requireNonNull(previous, "previous");
    requireNonNull(now, "now");
    requireNonNull(normalisedNow, "normalisedNow");
    requireNonNull(kind, "kind");
    requireNonNull(content, "content");
    requireNonNull(diff, "diff");
    changes = List.copyOf(changes);
  }

  /** Whether the bytes differ from those that ran, and the statements do not. */
  public boolean saysTheSame() {
    return kind == Kind.COSMETIC && !now.equals(applied);
  }
}
