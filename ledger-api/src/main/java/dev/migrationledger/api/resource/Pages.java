package dev.migrationledger.api.resource;

import dev.migrationledger.api.request.Json;
import dev.migrationledger.api.request.Parameters;
import dev.migrationledger.api.request.Targets;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.listing.Listing;
import dev.migrationledger.query.resource.Shared;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/** Answers a request for a page of a list. */
final class Pages {

  private final LedgerQuery query;
  private final Targets targets;

  Pages(LedgerQuery query, Targets targets) {
    this.query = query;
    this.targets = targets;
  }

  /** A page of a list over all targets. */
  ResponseEntity<byte[]> overAll(Listing listing, MultiValueMap<String, String> given) {
    var parameters = new Parameters(given);
    var values = parameters.values(listing.fields());
    var page = parameters.page(listing);
    parameters.refuse();
    var answer = query.answer((c, asOf) -> listing.page(c, values, "", page, asOf));
    var here = UriComponentsBuilder.fromPath("/api/v1/{list}");
    return Json.of(answer, next(here, given, answer.next(), listing.name()));
  }

  /**
   * A page of a target's list.
   *
   * @param place the last part of the address
   */
  ResponseEntity<byte[]> of(
      Listing listing, String place, String target, MultiValueMap<String, String> given) {
    var parameters = new Parameters(given);
    var fields = listing.fields().stream().filter(f -> !f.equals(Shared.TARGET)).toList();
    var values = parameters.values(fields);
    var page = parameters.page(listing);
    parameters.refuse();
    values.put(Shared.TARGET, targets.known(target));
    var answer = query.answer((c, asOf) -> listing.page(c, values, target, page, asOf));
    var here = UriComponentsBuilder.fromPath("/api/v1/targets/{target}/{list}");
    return Json.of(answer, next(here, given, answer.next(), target, place));
  }

  /** The address of the next page, empty when there is none. */
  static String next(
      UriComponentsBuilder here,
      MultiValueMap<String, String> given,
      String cursor,
      String... places) {
    if (cursor.isEmpty()) {
      return "";
    }
    var values = new java.util.ArrayList<Object>(java.util.List.of((Object[]) places));
    given.forEach((name, texts) -> {
      if (!name.equals("after")) {
        here.queryParam(name, "{x}");
        values.add(texts.getFirst());
      }
    });
    values.add(cursor);
    return here.queryParam("after", "{x}").encode().buildAndExpand(values.toArray()).toUriString();
  }
}
