package dev.migrationledger.runner.target;

import java.util.List;

/**
 * How far a script that runs statement by statement has come. A receipt of a statement says that
 * all before it are done, whichever run and whichever bytes of the script it is of.
 *
 * @param done the last statement known to be done, 0 for none
 * @param begun the statement behind it that was begun and whose end is not known, 0 for none
 */
public record Position(int done, int begun) {

  /** Where the receipts of one migration, in the order they were written, say that it stands. */
  public static Position of(List<Receipt> receipts) {
    var position = new Position(0, 0);
    for (var receipt : receipts) {
      position =
          switch (receipt.phase()) {
            case STEP, APPLIED -> new Position(receipt.statement(), 0);
            case BEGUN -> new Position(receipt.statement() - 1, receipt.statement());
            case ROLLED_BACK -> new Position(0, 0);
          };
    }
    return position;
  }
}
