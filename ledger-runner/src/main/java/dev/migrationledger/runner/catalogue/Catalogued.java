package dev.migrationledger.runner.catalogue;

/** Something that has a code and a row of its own in {@code docs/errors.md}. */
public interface Catalogued {

  /** The row. */
  Entry entry();

  /** The stable code, e.g. {@code PLAN-005}. */
  default String code() {
    return entry().code();
  }

  /** When it is given. */
  default String condition() {
    return entry().condition();
  }

  /** What state things are in then. */
  default String effect() {
    return entry().effect();
  }

  /** What to do, imperative. */
  default String remedy() {
    return entry().remedy();
  }
}
