package dev.migrationledger.api.request;

/** What a request says, by name, wherever it says it. Collects what is wrong with it. */
public interface Given {

  /** Text, empty when it is not given. */
  String text(String name);

  /** Says what is wrong in words of the caller. */
  void wrong(String what);

  /**
   * Ends the reading.
   *
   * @throws ApiProblem when anything is wrong, or something was given that nobody read
   */
  void refuse();
}
