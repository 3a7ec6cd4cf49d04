package dev.migrationledger.runner.remote;

import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.domain.schema.Attribution;
import dev.migrationledger.runner.record.LedgerGateway;
import dev.migrationledger.runner.record.Recorded;
import dev.migrationledger.store.codec.EventCodec;
import dev.migrationledger.store.codec.LedgerJson;
import dev.migrationledger.store.codec.UnreadableJson;
import dev.migrationledger.store.log.Content;
import dev.migrationledger.store.log.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A ledger behind a service. Sending is tried again when an answer is lost: the service records a
 * command once under its key.
 */
public final class RemoteLedger implements LedgerGateway {

  private static final long MOST_TEXT = 4 << 20;

  private final ServiceClient service;
  private final LedgerJson json = new LedgerJson();
  private final EventCodec codec = new EventCodec();

  private RemoteLedger(ServiceClient service) {
    this.service = service;
  }

  /**
   * A ledger at an address; connects on first use.
   *
   * @param folder where the name of the token's file begins
   * @param program this program and its version
   * @throws RemoteFailure.Unusable when the address or the token cannot be used
   */
  public static RemoteLedger at(
      String address, Map<String, String> environment, Path folder, String program) {
    return new RemoteLedger(
        new ServiceClient(
            ServiceAddress.of(address), AccessToken.of(environment, folder), program));
  }

  @Override
  public LedgerState state(String target) {
    return LedgerState.of(told(target).image());
  }

  @Override
  public void keep(List<Content> contents) {
    var next = new ArrayList<Content>();
    var length = 0L;
    for (var content : contents) {
      if (!next.isEmpty() && length + content.text().length() > MOST_TEXT) {
        ask(Operation.CONTENTS, new Wire.ContentsSent(next), Wire.ContentsKept.class);
        next.clear();
        length = 0;
      }
      next.add(content);
      length += content.text().length();
    }
    if (!next.isEmpty()) {
      ask(Operation.CONTENTS, new Wire.ContentsSent(next), Wire.ContentsKept.class);
    }
  }

  @Override
  public Optional<String> text(String commitment) {
    return ask(Operation.TEXTS, new Wire.TextAsked(commitment), Wire.TextTold.class).text().stream()
        .findFirst();
  }

  @Override
  public List<MigrationDiscovered> discoveries(String target, Collection<String> names) {
    var asked = new Wire.DiscoveriesAsked(target, List.copyOf(names));
    return ask(Operation.DISCOVERIES, asked, Wire.DiscoveriesTold.class).discoveries();
  }

  @Override
  public Attribution whoChanged(String target, String kind, String identity, String within) {
    var asked = new Wire.AttributionAsked(target, kind, identity, within);
    return ask(Operation.ATTRIBUTIONS, asked, Wire.AttributionTold.class).attribution();
  }

  @Override
  public Recorded send(LedgerCommand command, Origin origin) {
    var body = new String(json.write(command), StandardCharsets.UTF_8);
    var name = command.getClass().getSimpleName();
    var sent = new Wire.CommandSent(UUID.randomUUID().toString(), name, body, origin);
    var told = ask(Operation.COMMANDS, sent, Wire.Recorded.class).events();
    return Recorded.in(told.stream().map(this::stored).toList());
  }

  /** What the service answers about the ledger. */
  public RemoteAnswers answers() {
    return new RemoteAnswers(service, this::asOf, this::records);
  }

  @Override
  public long asOf() {
    return told("").asOf();
  }

  @Override
  public void close() {
    service.close();
  }

  private Wire.RecordsTold records(String target) {
    return ask(Operation.RECORDS, new Wire.RecordsAsked(target), Wire.RecordsTold.class);
  }

  private Wire.StateTold told(String target) {
    return ask(Operation.STATE, new Wire.StateAsked(target), Wire.StateTold.class);
  }

  private StoredEvent stored(Wire.EventTold told) {
    try {
      var body = told.body().getBytes(StandardCharsets.UTF_8);
      return new StoredEvent(
          told.index(),
          told.leaf(),
          told.eventId(),
          told.sequence(),
          told.recordedAt(),
          told.occurredAt(),
          told.origin(),
          codec.event(told.type(), told.revision(), body));
    } catch (UnreadableJson e) {
      throw service.notUnderstood(String.valueOf(e.getMessage()));
    }
  }

  private <T> T ask(Operation operation, Object question, Class<T> answer) {
    try {
      return json.read(service.post(operation, json.write(question)).body(), answer);
    } catch (UnreadableJson e) {
      throw service.notUnderstood(String.valueOf(e.getMessage()));
    }
  }
}
