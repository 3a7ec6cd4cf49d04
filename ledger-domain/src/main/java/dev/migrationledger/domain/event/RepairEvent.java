package dev.migrationledger.domain.event;

/** Something about a failure state that belongs to no run. */
public sealed interface RepairEvent extends LedgerEvent
    permits RepairPlanned, TargetRepaired, ReceiptTampered, LedgerRestored {}
