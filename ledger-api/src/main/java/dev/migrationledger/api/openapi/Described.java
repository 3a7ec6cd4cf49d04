package dev.migrationledger.api.openapi;

import java.util.List;

/** Routes that say what they take and give; every controller under {@code /api/v1} is one. */
public interface Described {

  /** Each of its routes. */
  List<Operation> operations();
}
