package dev.migrationledger.api.runner;

import dev.migrationledger.api.access.AccessProblem;
import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.Scope;
import dev.migrationledger.api.openapi.Described;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.request.ApiError;
import dev.migrationledger.api.request.ApiProblem;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.runner.record.LocalLedger;
import dev.migrationledger.runner.remote.Wire;
import dev.migrationledger.runner.workspace.ProgramVersion;
import dev.migrationledger.store.LedgerStore;
import dev.migrationledger.store.codec.EventCodec;
import dev.migrationledger.store.codec.EventTypes;
import dev.migrationledger.store.codec.LedgerJson;
import dev.migrationledger.store.codec.UnreadableJson;
import dev.migrationledger.store.log.CommandKey;
import dev.migrationledger.store.log.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpEntity;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The ledger as {@code ledger --ledger https://…} uses it. Each command is recorded once under its
 * key and its sender, however often it is sent.
 */
@RestController
public final class RunnerRoutes implements Described {

  private final LedgerStore store;
  private final LedgerQuery query;
  private final Proved proved;
  private final LedgerJson json = new LedgerJson();
  private final EventCodec codec = new EventCodec();

  public RunnerRoutes(LedgerStore store, LedgerQuery query, Proved proved) {
    this.store = store;
    this.query = query;
    this.proved = proved;
  }

  @Override
  public List<Operation> operations() {
    return RunnerOperations.all();
  }

  @PostMapping("/api/v1/runner/state")
  ResponseEntity<byte[]> state(@AuthenticationPrincipal Caller caller, HttpEntity<byte[]> request) {
    var asked = read(request, Wire.StateAsked.class);
    mayLook(caller, asked.target());
    var state = store.load(asked.target());
    return told(new Wire.StateTold(store.size() - 1, state.image()));
  }

  @PostMapping("/api/v1/runner/commands")
  ResponseEntity<byte[]> command(
      @AuthenticationPrincipal Caller caller, HttpEntity<byte[]> request) {
    var sent = read(request, Wire.CommandSent.class);
    var command = proved.of(caller, command(sent));
    var origin = Claims.of(caller, sent.origin());
    var key =
        new CommandKey(String.join("\n", caller.name(), sent.key(), sent.command(), sent.body()));
    var stored = store.sendOnce(command, origin, key).events();
    return told(new Wire.Recorded(stored.stream().map(this::told).toList()));
  }

  @PostMapping("/api/v1/runner/contents")
  ResponseEntity<byte[]> contents(
      @AuthenticationPrincipal Caller caller, HttpEntity<byte[]> request) {
    var sent = read(request, Wire.ContentsSent.class);
    if (!caller.may(Scope.RUN)) {
      throw AccessProblem.missing(caller, Scope.RUN);
    }
    store.keep(sent.contents());
    return told(new Wire.ContentsKept(sent.contents().size()));
  }

  @PostMapping("/api/v1/runner/texts")
  ResponseEntity<byte[]> text(@AuthenticationPrincipal Caller caller, HttpEntity<byte[]> request) {
    var asked = read(request, Wire.TextAsked.class);
    mayLook(caller, "");
    return told(new Wire.TextTold(store.text(asked.commitment()).stream().toList()));
  }

  @PostMapping("/api/v1/runner/discoveries")
  ResponseEntity<byte[]> discoveries(
      @AuthenticationPrincipal Caller caller, HttpEntity<byte[]> request) {
    var asked = read(request, Wire.DiscoveriesAsked.class);
    mayLook(caller, asked.target());
    return told(new Wire.DiscoveriesTold(store.discoveries(asked.target(), asked.names())));
  }

  @PostMapping("/api/v1/runner/attributions")
  ResponseEntity<byte[]> attribution(
      @AuthenticationPrincipal Caller caller, HttpEntity<byte[]> request) {
    var asked = read(request, Wire.AttributionAsked.class);
    mayLook(caller, asked.target());
    return told(
        new Wire.AttributionTold(
            LocalLedger.whoChanged(
                query, asked.target(), asked.kind(), asked.identity(), asked.within())));
  }

  @PostMapping("/api/v1/runner/records")
  ResponseEntity<byte[]> records(
      @AuthenticationPrincipal Caller caller, HttpEntity<byte[]> request) {
    var target = read(request, Wire.RecordsAsked.class).target();
    mayLook(caller, target);
    return told(
        new Wire.RecordsTold(
            query.schemas(target),
            query.objects(target),
            query.lastTimeline(target).stream().toList()));
  }

  /** Who may read or approve sees every target, who may run sees those. */
  private static void mayLook(Caller caller, String target) {
    if (!caller.may(Scope.READ) && !caller.may(Scope.APPROVE)) {
      if (target.isEmpty() && caller.may(Scope.RUN)) {
        return;
      }
      caller.mustRun(target);
    }
  }

  /** What a runner that speaks of the same things says. */
  private <T> T read(HttpEntity<byte[]> request, Class<T> type) {
    var shape = header(request, Wire.SHAPE_HEADER);
    var program = header(request, Wire.PROGRAM_HEADER);
    if (!shape.equals(Wire.SHAPE)) {
      throw new ApiProblem(
          ApiError.OTHER_VERSION,
          "the runner is %s and the service migration-ledger %s, and they do not speak of the same things (%s and %s)."
              .formatted(
                  program.isEmpty() ? "of no known version" : program,
                  ProgramVersion.TEXT,
                  brief(shape),
                  brief(Wire.SHAPE)));
    }
    try {
      return json.read(Objects.requireNonNullElse(request.getBody(), new byte[0]), type);
    } catch (UnreadableJson e) {
      throw unreadable(e);
    }
  }

  private static String header(HttpEntity<byte[]> request, String name) {
    return Objects.requireNonNullElse(request.getHeaders().getFirst(name), "");
  }

  private LedgerCommand command(Wire.CommandSent sent) {
    var type =
        Arrays.stream(LedgerCommand.class.getPermittedSubclasses())
            .filter(c -> c.getSimpleName().equals(sent.command()))
            .findFirst()
            .orElseThrow(() ->
                new ApiProblem(ApiError.BAD_PARAMETER, "\"" + sent.command() + "\" is no command."))
            .asSubclass(LedgerCommand.class);
    try {
      return json.readCommand(sent.body().getBytes(StandardCharsets.UTF_8), type);
    } catch (UnreadableJson e) {
      throw unreadable(e);
    }
  }

  private static ApiProblem unreadable(UnreadableJson e) {
    return new ApiProblem(ApiError.BAD_PARAMETER, "the body cannot be read: " + e.getMessage());
  }

  private Wire.EventTold told(StoredEvent e) {
    return new Wire.EventTold(
        e.index(),
        e.leaf(),
        e.eventId(),
        e.sequence(),
        e.recordedAt(),
        e.occurredAt(),
        e.origin(),
        e.event().getClass().getSimpleName(),
        EventTypes.revision(e.event().getClass()),
        new String(codec.payload(e.event()), StandardCharsets.UTF_8));
  }

  private ResponseEntity<byte[]> told(Object answer) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .body(json.write(answer));
  }

  private static String brief(String shape) {
    return shape.length() > 12 ? shape.substring(0, 12) : shape.isEmpty() ? "none" : shape;
  }
}
