package dev.migrationledger.runner.shadow;

import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.source.ParsedScript;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A script to run on the shadow: a migration, a down script, or the setup. */
record Step(PlannedMigration planned, Path path, boolean transactional) {

  static Step of(ParsedScript script) {
    return new Step(script.planned(), script.source().path(), script.transactional());
  }

  /** Each of its statements stands for itself. */
  static Step setup(Path path) {
    var name = String.valueOf(path.getFileName());
    return new Step(new PlannedMigration(new Version("0000"), name, checksum(path)), path, false);
  }

  String file() {
    return planned.file();
  }

  private static Checksum checksum(Path path) {
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(path), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      var digest = ((DigestInputStream) in).getMessageDigest();
      return new Checksum(HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
