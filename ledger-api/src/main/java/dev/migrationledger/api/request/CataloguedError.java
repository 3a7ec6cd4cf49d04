package dev.migrationledger.api.request;

import static java.util.Objects.requireNonNull;

import org.springframework.http.HttpStatus;

/** An error of one of the service's catalogues. */
public interface CataloguedError {

  /** What the catalogue says of it. */
  Entry entry();

  /** The stable name, e.g. {@code API-003}. */
  default String code() {
    return entry().code();
  }

  /** The status it is answered with. */
  default HttpStatus status() {
    return entry().status();
  }

  /** What is the case. */
  default String condition() {
    return entry().condition();
  }

  /** What to do. */
  default String remedy() {
    return entry().remedy();
  }

  /**
   * One row of a catalogue.
   *
   * @param code the stable name
   * @param status the status it is answered with
   * @param condition what is the case
   * @param remedy what to do
   */
  record Entry(String code, HttpStatus status, String condition, String remedy) {

    public Entry {
      requireNonNull(code, "code");
      requireNonNull(status, "status");
      requireNonNull(condition, "condition");
      requireNonNull(remedy, "remedy");
    }
  }
}
