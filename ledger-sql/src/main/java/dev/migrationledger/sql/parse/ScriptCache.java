package dev.migrationledger.sql.parse;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scripts parsed last, by checksum; together no longer than a limit. */
final class ScriptCache {

  private final long most;
  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private record Entry(ParsedScript script, long bytes) {}

  /**
   * @param most bytes of all scripts together
   */
  ScriptCache(long most) {
    this.most = most;
  }

  synchronized @Nullable ParsedScript find(String checksum) {
    Entry entry = entries.get(checksum);
    return entry == null ? null : entry.script();
  }

  synchronized void keep(ParsedScript script, long size) {
    if (size > most || entries.containsKey(script.checksum())) {
      return;
    }
    entries.put(script.checksum(), new Entry(script, size));
    bytes += size;
    var oldest = entries.values().iterator();
    while (bytes > most) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }
}
