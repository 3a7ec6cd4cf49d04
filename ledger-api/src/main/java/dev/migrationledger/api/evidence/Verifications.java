package dev.migrationledger.api.evidence;

import dev.migrationledger.api.openapi.Described;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.openapi.Parameter;
import dev.migrationledger.api.openapi.Success;
import dev.migrationledger.api.openapi.Topic;
import dev.migrationledger.api.request.Json;
import dev.migrationledger.api.request.Parameters;
import dev.migrationledger.query.evidence.Proof;
import dev.migrationledger.query.evidence.VerificationAnswer;
import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.Kind;
import dev.migrationledger.store.LedgerStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The log as the service verifies it. */
@RestController
public final class Verifications implements Described {

  /** Shorter than any client or proxy waits for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Field BEGUN =
      Field.of(
          "begun",
          Kind.TEXT,
          "true",
          "What the answer 202 named: the verification that goes on is waited for. Any service of"
              + " the ledger takes it. What was found is told for a minute, and a failure once;"
              + " after that another verification begins.",
          "104_5f2b6c0b-0a1d-4e63-9e1f-000000000001");

  private final Verifying<VerificationAnswer> verifying;

  public Verifications(LedgerStore store, Proof proof) {
    this.verifying =
        new Verifying<>(
            store::size,
            events -> VerificationAnswer.of(proof.verify(events)),
            PATIENCE,
            System::nanoTime);
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.get("/verification", "verify", Topic.EVENTS, "Whether the record is intact")
            .told(
                "Verifies the whole log, unless that was done within the last ten seconds and"
                    + " nothing was recorded since: then it is what was found. It is the service's"
                    + " word; a reader of the database can verify without it. What takes longer than 20"
                    + " seconds is answered with 202, and asked for again at its `Location`.")
            .takes(Parameter.query(BEGUN))
            .answers(VerificationAnswer.class, "What was found.")
            .gives(
                new Success(
                    202,
                    "It goes on: ask again where `Location` says.",
                    List.of(),
                    List.of(Success.Header.LOCATION))));
  }

  @GetMapping("/api/v1/verification")
  ResponseEntity<byte[]> verification(@RequestParam MultiValueMap<String, String> given) {
    var parameters = new Parameters(given);
    var begun = parameters.text(BEGUN.name());
    parameters.refuse();
    var known = verifying.ask(begun);
    return known
        .found()
        .map(Json::of)
        .orElseGet(() ->
            ResponseEntity.accepted()
                .location(URI.create("/api/v1/verification?begun=" + known.id()))
                .cacheControl(CacheControl.noStore())
                .build());
  }
}
