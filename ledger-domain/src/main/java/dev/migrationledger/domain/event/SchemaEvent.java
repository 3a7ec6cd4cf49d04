package dev.migrationledger.domain.event;

/** Something about a target's schema. */
public sealed interface SchemaEvent extends LedgerEvent
    permits SchemaVerified, SchemaRejected, DriftDetected, DriftResolved {}
