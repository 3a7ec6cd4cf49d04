package dev.migrationledger.schema.contract.rule;

import java.util.List;

/** A contract that cannot be understood; says all that is wrong with it, a line each. */
public final class ContractProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  /** States the mistakes. */
  public ContractProblem(List<Mistake> mistakes) {
    super(
        String.join("\n", mistakes.stream().map(Mistake::toString).toList())
            + "\nNothing was checked.");
    this.mistakes = List.copyOf(mistakes);
  }

  /** The mistakes in the order of the file. */
  public List<Mistake> mistakes() {
    return mistakes;
  }

  /**
   * Something that cannot be understood.
   *
   * @param code which sort of
   * @param place where
   * @param message what, and what to write instead
   */
  public record Mistake(ContractCode code, Place place, String message) {

    @Override
    public String toString() {
      return "%s %s %s".formatted(code.code(), place, message);
    }
  }
}
