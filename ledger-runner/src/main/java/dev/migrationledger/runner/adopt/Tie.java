package dev.migrationledger.runner.adopt;

import dev.migrationledger.runner.source.SourceFile;
import java.util.List;
import java.util.Optional;

/**
 * The files that a row may be about.
 *
 * @param files none, the one, or those that fit alike
 * @param sameName whether row and file agree in more than the number, as far as the row has a name
 */
public record Tie(List<SourceFile> files, boolean sameName) {

  static final Tie NONE = new Tie(List.of(), true);

  public Tie {
    files = List.copyOf(files);
  }

  /** The file, when there is exactly one. */
  public Optional<SourceFile> file() {
    return files.size() == 1 ? Optional.of(files.getFirst()) : Optional.empty();
  }

  boolean ambiguous() {
    return files.size() > 1;
  }
}
