package dev.migrationledger.runner.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads {@code ledger.yaml}; loaded only where the file is there. */
final class SettingsFile {

  private SettingsFile() {}

  static Map<Setting, String> read(Path file, List<String> problems) {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      return parse(file, problems);
    } catch (IOException | YamlEngineException e) {
      problems.add(file + " cannot be read: " + e.getMessage());
      return Map.of();
    }
  }

  private static Map<Setting, String> parse(Path file, List<String> problems) throws IOException {
    var settings = LoadSettings.builder().setLabel(file.toString()).setMaxAliasesForCollections(10);
    var document = new Load(settings.build()).loadFromString(Files.readString(file));
    var values = new EnumMap<Setting, String>(Setting.class);
    if (document == null) {
      return values;
    }
    if (!(document instanceof Map<?, ?> map)) {
      problems.add(file + " holds no settings; write lines such as \"dir: migrations\"");
      return values;
    }
    map.forEach((key, value) -> take(file, String.valueOf(key), value, values, problems));
    return values;
  }

  private static void take(
      Path file, String key, Object value, Map<Setting, String> values, List<String> problems) {
    var setting = Setting.byKey(key);
    if (setting.isEmpty()) {
      problems.add(file + " has the unknown setting \"" + key + "\"");
    } else if (value instanceof Map || value instanceof List || value == null) {
      problems.add(file + ": \"" + key + "\" needs one plain value");
    } else {
      values.put(setting.get(), String.valueOf(value));
    }
  }
}
