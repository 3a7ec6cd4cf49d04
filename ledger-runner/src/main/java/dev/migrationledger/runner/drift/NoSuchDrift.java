package dev.migrationledger.runner.drift;

import java.util.List;

/** Objects were named that do not differ. Nothing was recorded about them. */
public final class NoSuchDrift extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoSuchDrift(List<String> objects) {
    super(
        "%s %s %s not differ from what the ledger says. Nothing was recorded. %s"
            .formatted(
                DriftCode.NOT_DRIFTED.code(),
                String.join(", ", objects),
                objects.size() == 1 ? "does" : "do",
                DriftCode.NOT_DRIFTED.remedy()));
  }
}
