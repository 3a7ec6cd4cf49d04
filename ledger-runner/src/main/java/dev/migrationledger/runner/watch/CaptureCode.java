package dev.migrationledger.runner.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** The bodies of the functions that are installed, and their hashes. */
enum CaptureCode {
  CAPTURE("capture_ddl.plpgsql"),
  STAYS("capture_stays.plpgsql");

  private final String resource;

  CaptureCode(String resource) {
    this.resource = resource;
  }

  String body() {
    try (InputStream in =
        Objects.requireNonNull(CaptureCode.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SHA-256 of the body as the server keeps it, lower-case hexadecimal. */
  String sha256() {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(hash.digest(body().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
