package dev.migrationledger.api.page;

import java.io.Serial;

/** There is something to say instead of the page that was asked for. */
public final class PageProblem extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final PageError error;
  private final String target;

  /**
   * Says it.
   *
   * @param target the target the page would have been about, empty when it is unknown
   * @param detail this very case, with its values
   */
  public PageProblem(PageError error, String target, String detail) {
    super(detail);
    this.error = error;
    this.target = target;
  }

  PageError error() {
    return error;
  }

  /** The target the page would have been about, empty when it is unknown. */
  String target() {
    return target;
  }
}
