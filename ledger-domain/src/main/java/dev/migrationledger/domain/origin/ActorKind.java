package dev.migrationledger.domain.origin;

/** Whether a person or a machine account acted. */
public enum ActorKind {
  HUMAN,
  SERVICE
}
