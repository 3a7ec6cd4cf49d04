package dev.migrationledger.domain.event;

/** Somebody judged a change: before it ran, or afterwards when it ran without a rule. */
public sealed interface ApprovalEvent extends LedgerEvent
    permits MigrationApproved, ApprovalWithdrawn, ExceptionReviewed {}
