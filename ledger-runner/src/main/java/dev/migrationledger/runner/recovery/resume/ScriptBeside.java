package dev.migrationledger.runner.recovery.resume;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.runner.recovery.state.Correction;
import dev.migrationledger.runner.source.SourceFile;
import dev.migrationledger.sql.SecretText;
import dev.migrationledger.sql.Statement;
import dev.migrationledger.sql.StatementKind;
import dev.migrationledger.sql.StatementReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares two texts of a script, statement by statement, until they part. */
final class ScriptBeside {

  private final SourceFile file;
  private final Checksum ran;

  private ScriptBeside(SourceFile file, Checksum ran) {
    this.file = file;
    this.ran = ran;
  }

  /**
   * Compares.
   *
   * @param before what ran, without its secrets; empty when it is not kept
   * @param now the file's text; empty when it is longer than what is kept, or no text
   */
  static Correction of(
      SourceFile file, Checksum ran, Optional<String> before, Optional<String> now) {
    var both = new ScriptBeside(file, ran);
    if (before.isEmpty() || now.isEmpty()) {
      return both.parted(
          0,
          file.file() + " has other bytes, and the text that ran is not kept to compare it with");
    }
    try (var first = read(before.get());
        var second = read(SecretText.without(now.get()))) {
      return both.compare(first, second);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StatementReader read(String text) {
    var plain = text.replace("\r\n", "\n");
    return StatementReader.of(new ByteArrayInputStream(plain.getBytes(UTF_8)));
  }

  private Correction compare(StatementReader before, StatementReader now) throws IOException {
    for (var same = 0; ; same++) {
      var old = before.next();
      var fresh = now.next();
      if (old == null) {
        return new Correction(ran, file.checksum(), Integer.MAX_VALUE, "");
      }
      if (fresh == null) {
        return parted(
            same, "%s ends before statement %d, which has run".formatted(file.file(), same + 1));
      }
      var difference = difference(old, fresh, before, now);
      if (difference != null) {
        return parted(same, difference);
      }
    }
  }

  private @Nullable String difference(
      Statement old, Statement fresh, StatementReader before, StatementReader now)
      throws IOException {
    var at =
        "%s:%d:%d statement %d"
            .formatted(file.file(), fresh.start().line(), fresh.start().column(), fresh.ordinal());
    if (!old.text().equals(fresh.text())) {
      return "%s is not what ran (line %d then)".formatted(at, old.start().line());
    }
    if (old.text().contains(SecretText.MARK)) {
      return at + " holds a secret, which is not kept, so nobody can tell whether it is what ran";
    }
    if (old.kind() == StatementKind.COPY_FROM_STDIN) {
      var rows = before.copyData().readAllBytes();
      return Arrays.equals(rows, now.copyData().readAllBytes())
          ? null
          : at + " has other rows than those that ran";
    }
    return null;
  }

  private Correction parted(int same, String difference) {
    return new Correction(ran, file.checksum(), same, difference);
  }
}
