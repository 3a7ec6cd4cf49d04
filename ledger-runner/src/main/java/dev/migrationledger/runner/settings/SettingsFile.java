package dev.migrationledger.runner.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code ledger.yaml}; loaded only where the file is there. */
final class SettingsFile {

  private static final String LINT = "lint";
  private static final String APPROVALS = "approvals";

  private final Path file;
  private final List<String> problems;
  private final Map<Setting, String> values = new EnumMap<>(Setting.class);
  private LintSettings lint = LintSettings.NONE;
  private ApprovalSettings approvals = ApprovalSettings.NONE;

  private SettingsFile(Path file, List<String> problems) {
    this.file = file;
    this.problems = problems;
  }

  static SettingsFile read(Path file, List<String> problems) {
    var settings = new SettingsFile(file, problems);
    if (!Files.exists(file)) {
      return settings;
    }
    try {
      settings.parse(Files.readString(file));
    } catch (CharacterCodingException e) {
      problems.add(SettingsCode.FILE_UNREADABLE.said(file + " is not UTF-8"));
    } catch (IOException e) {
      problems.add(SettingsCode.FILE_UNREADABLE.said(file + " cannot be read: " + reason(e)));
    } catch (YamlEngineException e) {
      problems.add(SettingsCode.FILE_UNREADABLE.said(file + " is not YAML: " + reason(e)));
    }
    return settings;
  }

  /** What it says of a setting, else what holds when nobody says anything. */
  String text(Setting setting) {
    return values.getOrDefault(setting, setting.fallback());
  }

  LintSettings lint() {
    return lint;
  }

  ApprovalSettings approvals() {
    return approvals;
  }

  private static String reason(Exception e) {
    return String.valueOf(e.getMessage()).strip();
  }

  private void parse(String text) {
    var yaml = LoadSettings.builder().setLabel("ledger.yaml").build();
    var document = new Compose(yaml).composeString(text);
    if (document.isEmpty()) {
      return;
    }
    if (document.get() instanceof MappingNode map) {
      map.getValue().forEach(this::take);
    } else {
      problems.add(
          SettingsCode.FILE_UNREADABLE.said(
              place(document.get())
                  + " holds no settings; write lines such as \"dir: migrations\""));
    }
  }

  private void take(NodeTuple line) {
    var key = line.getKeyNode() instanceof ScalarNode name ? name.getValue() : "";
    if (key.equals(LINT)) {
      refuseTwice(line, LINT, !lint.equals(LintSettings.NONE));
      lint = new LintSection(this::place, problems).read(line.getValueNode());
      return;
    }
    if (key.equals(APPROVALS)) {
      refuseTwice(line, APPROVALS, !approvals.equals(ApprovalSettings.NONE));
      approvals = new ApprovalSection(this::place, problems).read(line.getValueNode());
      return;
    }
    var setting = Setting.byKey(key);
    if (setting.isEmpty()) {
      problems.add(
          SettingsCode.UNKNOWN_SETTING.said(
              "%s has the unknown setting \"%s\"; there are %s"
                  .formatted(place(line.getKeyNode()), key, known())));
    } else if (setting.get().isSecret()) {
      problems.add(
          SettingsCode.BAD_VALUE.said(
              "%s holds \"%s\", which is a secret: set %s instead, and change it where this file was committed"
                  .formatted(place(line.getKeyNode()), key, setting.get().variables().getFirst())));
    } else if (!text(setting.get(), line.getValueNode()).isBlank()) {
      var value = text(setting.get(), line.getValueNode());
      refuseTwice(line, key, values.put(setting.get(), value) != null);
    } else {
      problems.add(
          SettingsCode.BAD_VALUE.said(
              place(line.getValueNode()) + " gives \"" + key + "\" no plain value; it needs one"));
    }
  }

  /** A plain value, or the words of a list where one may stand; empty for anything else. */
  private static String text(Setting setting, Node node) {
    return switch (node) {
      case ScalarNode value -> value.getValue();
      case SequenceNode list when setting.isList() ->
          list.getValue().stream().allMatch(ScalarNode.class::isInstance)
              ? list.getValue().stream()
                  .map(word -> ((ScalarNode) word).getValue())
                  .collect(Collectors.joining(" "))
              : "";
      default -> "";
    };
  }

  private void refuseTwice(NodeTuple line, String key, boolean again) {
    if (again) {
      problems.add(
          SettingsCode.BAD_VALUE.said(
              place(line.getKeyNode()) + " says \"" + key + "\" a second time; keep one of them"));
    }
  }

  private static String known() {
    return Arrays.stream(Setting.values())
            .filter(setting -> !setting.isSecret())
            .map(Setting::key)
            .collect(Collectors.joining(", "))
        + ", "
        + LINT
        + ", "
        + APPROVALS;
  }

  private String place(Node node) {
    return node.getStartMark()
        .map(m -> "%s:%d:%d".formatted(file, m.getLine() + 1, m.getColumn() + 1))
        .orElse(file.toString());
  }
}
