package dev.migrationledger.runner.cli.answer;

import dev.migrationledger.store.log.StoredEvent;
import java.util.List;

/** What a command that records something answers: what was recorded, and the evidence. */
public record DoneAnswer(
    String schema, String target, long asOf, String answer, List<Evidence> evidence) {

  /** An event the answer rests on. */
  public record Evidence(long index, String event, String leaf) {}

  /** Of the events a command became. */
  public static DoneAnswer of(
      String command, String target, long asOf, String answer, List<StoredEvent> events) {
    return new DoneAnswer(
        "ledger/" + command + "/v1",
        target,
        asOf,
        answer,
        events.stream()
            .map(e -> new Evidence(e.index(), e.event().getClass().getSimpleName(), e.leaf()))
            .toList());
  }
}
