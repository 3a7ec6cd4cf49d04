package dev.migrationledger.store.published;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Published test vectors, kept outside the repository. */
public final class Vectors {

  private Vectors() {}

  /**
   * A folder of them: in {@code -Dledger.vectors}, or in {@code shared/vectors} beside one of the
   * folders above. A test is skipped, and says so, where there is none.
   */
  public static Path folder(String name) {
    var above =
        Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
            .map(p -> p.resolve("shared/vectors"));
    var given = Stream.ofNullable(System.getProperty("ledger.vectors")).map(Path::of);
    var found =
        Stream.concat(given, above)
            .map(p -> p.resolve(name))
            .filter(Files::isDirectory)
            .findFirst();
    assumeTrue(found.isPresent(), "skipped: no published vectors \"" + name + "\"");
    return found.get();
  }
}
