package dev.migrationledger.api.openapi;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.api.request.ApiError;
import dev.migrationledger.api.request.CataloguedError;
import dev.migrationledger.domain.ledger.LedgerRefusalCode;
import dev.migrationledger.query.listing.Listing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.http.HttpMethod;

/**
 * A route: what it takes, gives and refuses.
 *
 * @param method how it is asked for
 * @param path its address below {@code /api/v1}
 * @param id its stable name, which a client's method gets
 * @param topic what it is sorted by
 * @param summary a few words
 * @param description what there is to know
 * @param parameters what it takes
 * @param body the forms of its body, empty when it takes none
 * @param successes its answers that are no errors
 * @param errors its own errors, beside those that every route has
 * @param rules the rules of the ledger that can refuse it
 */
public record Operation(
    HttpMethod method,
    String path,
    String id,
    Topic topic,
    String summary,
    String description,
    List<Parameter> parameters,
    List<Content> body,
    List<Success> successes,
    List<CataloguedError> errors,
    List<LedgerRefusalCode> rules) {

  private static final int OK = 200;

  public Operation {
    requireNonNull(method, "method");
    requireNonNull(path, "path");
    requireNonNull(id, "id");
    requireNonNull(topic, "topic");
    requireNonNull(summary, "summary");
    requireNonNull(description, "description");
    parameters = List.copyOf(parameters);
    body = List.copyOf(body);
    successes = List.copyOf(successes);
    errors = List.copyOf(errors);
    rules = List.copyOf(rules);
  }

  /** A route that changes nothing; a parameter that it does not know is refused. */
  public static Operation get(String path, String id, Topic topic, String summary) {
    return of(HttpMethod.GET, path, id, topic, summary).refuses(ApiError.BAD_PARAMETER);
  }

  /** A route that changes something. */
  public static Operation post(String path, String id, Topic topic, String summary) {
    return of(HttpMethod.POST, path, id, topic, summary).refuses(ApiError.BAD_PARAMETER);
  }

  private static Operation of(
      HttpMethod method, String path, String id, Topic topic, String summary) {
    return new Operation(
        method, path, id, topic, summary, "", List.of(), List.of(), List.of(), List.of(),
        List.of());
  }

  /** The same with what there is to know. */
  public Operation told(String text) {
    return new Operation(
        method, path, id, topic, summary, text, parameters, body, successes, errors, rules);
  }

  /** The same with more parameters. */
  public Operation takes(Parameter... more) {
    return takes(List.of(more));
  }

  /** The same with more parameters. */
  public Operation takes(Collection<Parameter> more) {
    var all = new ArrayList<>(parameters);
    all.addAll(more);
    return new Operation(
        method, path, id, topic, summary, description, all, body, successes, errors, rules);
  }

  /** The same with a body of JSON. */
  public Operation sent(Shape shape) {
    var form = List.of(new Content(Content.JSON, shape, id + ".request.json"));
    return new Operation(
        method, path, id, topic, summary, description, parameters, form, successes, errors, rules);
  }

  /** The same with one more answer. */
  public Operation gives(Success success) {
    var all = new ArrayList<>(successes);
    all.add(success);
    return new Operation(
        method, path, id, topic, summary, description, parameters, body, all, errors, rules);
  }

  /** The same with a JSON answer that has an ETag. */
  public Operation answers(Class<?> type, String what) {
    return gives(
        new Success(OK, what, List.of(json(new Shape.Answer(type))), List.of(Success.Header.ETAG)));
  }

  /** The same with JSON in another status, which nobody may keep. */
  public Operation answers(int status, Shape shape, String what) {
    return gives(new Success(status, what, List.of(json(shape)), List.of()));
  }

  /** The same with a page of a list, which it narrows by the list's fields. */
  public Operation lists(Listing listing, String what) {
    return gives(
        new Success(
            OK,
            what,
            List.of(json(new Shape.Rows(listing))),
            List.of(Success.Header.ETAG, Success.Header.NEXT)));
  }

  /** The same with errors of its own. */
  public Operation refuses(CataloguedError... more) {
    var all = new ArrayList<>(errors);
    all.addAll(List.of(more));
    return new Operation(
        method, path, id, topic, summary, description, parameters, body, successes, all, rules);
  }

  /** The same with rules of the ledger that can refuse it. */
  public Operation refuses(LedgerRefusalCode... codes) {
    return new Operation(
        method,
        path,
        id,
        topic,
        summary,
        description,
        parameters,
        body,
        successes,
        errors,
        List.of(codes));
  }

  private Content json(Shape shape) {
    return new Content(Content.JSON, shape, id + ".json");
  }

  /** Whether it cannot do without its body. */
  public boolean isBodyNeeded() {
    return body.stream().map(Content::shape).anyMatch(Operation::isNeeded);
  }

  private static boolean isNeeded(Shape shape) {
    return !(shape instanceof Shape.Other other)
        || (other.schema().get("required") instanceof List<?> required && !required.isEmpty());
  }

  /** Whether its address names a target. */
  public boolean isAboutOneTarget() {
    return path.startsWith("/targets/{target}");
  }
}
