package dev.migrationledger.store.log;

import dev.migrationledger.store.merkle.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Names one sending of one command. The ids of its events are made of it, and an id is recorded
 * once: whoever sends the command again under the same key is told what was recorded the first
 * time.
 *
 * @param text anything; empty for a command that is not sent again
 */
public record CommandKey(String text) {

  /** The events get ids of their own. */
  public static final CommandKey NONE = new CommandKey("");

  /** Whether its events get ids of their own. */
  public boolean isNone() {
    return text.isEmpty();
  }

  /** The id of one of its events, counted from 0: a UUID of version 8 (RFC 9562). */
  public String eventId(int ordinal) {
    var hash = Hash.sha256((ordinal + "\n" + text).getBytes(StandardCharsets.UTF_8)).bytes();
    hash[6] = (byte) ((hash[6] & 0x0f) | 0x80);
    hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
    var bits = ByteBuffer.wrap(hash);
    return new UUID(bits.getLong(), bits.getLong()).toString();
  }
}
