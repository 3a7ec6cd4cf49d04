package dev.migrationledger.api.evidence;

import dev.migrationledger.api.openapi.Described;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.openapi.Topic;
import dev.migrationledger.api.request.Json;
import dev.migrationledger.api.request.Parameters;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.evidence.Proof;
import dev.migrationledger.query.evidence.VerificationAnswer;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The log as the service verifies it. */
@RestController
public final class Verifications implements Described {

  private final LedgerQuery query;
  private final Proof proof;

  public Verifications(LedgerQuery query, Proof proof) {
    this.query = query;
    this.proof = proof;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.get("/verification", "verify", Topic.EVENTS, "Whether the record is intact")
            .told(
                "Verifies the whole log, unless that was done within the last ten seconds and"
                    + " nothing was recorded since: then it is what was found. It is the service's"
                    + " word; a reader of the database can verify without it.")
            .answers(VerificationAnswer.class, "What was found."));
  }

  @GetMapping("/api/v1/verification")
  ResponseEntity<byte[]> verification(@RequestParam MultiValueMap<String, String> given) {
    new Parameters(given).refuse();
    return Json.of(VerificationAnswer.of(proof.verify(query.catchUp() + 1)));
  }
}
