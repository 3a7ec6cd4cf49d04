package dev.migrationledger.domain.event;

/** Something about the capture of DDL on a target. */
public sealed interface CaptureEvent extends LedgerEvent
    permits CaptureStarted, CaptureStopped, CaptureChecked, CaptureGap, DdlObserved {}
