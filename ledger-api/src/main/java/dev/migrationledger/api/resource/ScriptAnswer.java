package dev.migrationledger.api.resource;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Evidence;
import java.time.Instant;
import java.util.List;

/**
 * What a migration's script said.
 *
 * @param schema {@code ledger/script/v1}
 * @param target the target
 * @param asOf index of the last event it covers
 * @param version the migration's number
 * @param texts the texts, oldest first
 * @param diff the unified diff from the first to the last of them, when a diff was asked for
 */
record ScriptAnswer(
    String schema, String target, long asOf, String version, List<Text> texts, String diff) {

  ScriptAnswer {
    requireNonNull(schema, "schema");
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    texts = List.copyOf(texts);
    requireNonNull(diff, "diff");
  }

  /**
   * One text.
   *
   * @param index the event that tells of it
   * @param kept whether the ledger has it: false when it was too long, or was erased
   * @param text the text, empty when only its name was asked for, or it is not kept
   */
  record Text(
      long index,
      String file,
      String checksum,
      Instant noticedAt,
      boolean kept,
      String text,
      List<Evidence> evidence) {

    Text {
      requireNonNull(file, "file");
      requireNonNull(checksum, "checksum");
      requireNonNull(noticedAt, "noticedAt");
      requireNonNull(text, "text");
      evidence = List.copyOf(evidence);
    }
  }
}
