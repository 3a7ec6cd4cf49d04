package dev.migrationledger.runner.watch;

/** The capture cannot be installed, read or taken out as things are. */
public final class WatchRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final WatchCode code;

  WatchRefused(WatchCode code, String details) {
    super(
        code.code()
            + " "
            + code.condition()
            + (details.isEmpty() ? "" : " (" + details + ")")
            + ". "
            + code.effect()
            + " "
            + code.remedy());
    this.code = code;
  }

  /** The catalogue's entry. */
  public WatchCode code() {
    return code;
  }
}
