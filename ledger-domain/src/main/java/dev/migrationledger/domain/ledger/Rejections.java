package dev.migrationledger.domain.ledger;

import dev.migrationledger.domain.run.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was last recorded against the files that broke a rule. */
final class Rejections {

  private final Map<String, String> byFile = new HashMap<>();

  boolean hold(String file, List<Finding> findings) {
    return summary(findings).equals(byFile.get(file));
  }

  void add(String file, List<Finding> findings) {
    byFile.put(file, summary(findings));
  }

  void remove(String file) {
    byFile.remove(file);
  }

  void clear() {
    byFile.clear();
  }

  void restore(Map<String, String> image) {
    byFile.putAll(image);
  }

  Map<String, String> image() {
    return byFile;
  }

  private static String summary(List<Finding> findings) {
    return findings.stream()
        .map(f -> f.code() + "@" + f.line() + ":" + f.column() + " " + f.message())
        .collect(Collectors.joining("\n"));
  }
}
