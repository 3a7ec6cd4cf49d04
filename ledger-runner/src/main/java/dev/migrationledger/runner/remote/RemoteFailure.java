package dev.migrationledger.runner.remote;

/** A service does not do what it was asked; its message says what and why, never a token. */
public abstract sealed class RemoteFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private RemoteFailure(String message) {
    super(message);
  }

  /** What was given cannot be used, or this command not over a service. */
  public static final class Unusable extends RemoteFailure {
    private static final long serialVersionUID = 1L;

    public Unusable(RemoteCode code, String what) {
      super(code.code() + " " + what + ". " + code.effect() + " " + code.remedy());
    }
  }

  /** The ledger's rules refuse it; nothing was recorded. */
  public static final class Refused extends RemoteFailure {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /** The service refuses who sends it, or the version of the program; nothing was recorded. */
  public static final class NotServed extends RemoteFailure {
    private static final long serialVersionUID = 1L;

    private final String code;

    NotServed(String code, String detail, String remedy) {
      super(code + " " + detail + " Nothing was recorded. " + remedy);
      this.code = code;
    }

    /** The code of the service's error. */
    String code() {
      return code;
    }
  }
}
