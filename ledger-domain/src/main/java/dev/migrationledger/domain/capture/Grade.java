package dev.migrationledger.domain.capture;

/** How well it is known who changed an object. */
public enum Grade {
  /** A captured statement names the object, and the capture was whole over the time in question. */
  PROVEN,
  /** A captured statement names the object, but another may have gone unseen. */
  LOGGED,
  /** Nothing was captured; what is said was concluded from other signs, which are named. */
  INFERRED,
  /** Nothing is known. */
  UNKNOWN
}
