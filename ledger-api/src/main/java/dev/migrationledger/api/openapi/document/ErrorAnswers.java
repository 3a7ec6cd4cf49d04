package dev.migrationledger.api.openapi.document;

import dev.migrationledger.api.access.AccessError;
import dev.migrationledger.api.openapi.Members;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.request.ApiError;
import dev.migrationledger.store.failure.StoreError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/**
 * The errors of routes: for each status one answer, shared by all routes that can answer the same
 * codes with it.
 */
final class ErrorAnswers {

  private static final int FEW = 3;

  /** What keeps the service from answering anybody. */
  private static final List<Refusal> EVERYWHERE =
      Stream.concat(
              Stream.of(ApiError.UNEXPECTED, AccessError.ISSUER_AWAY).map(Refusal::of),
              Stream.concat(
                  Stream.of(StoreError.values()).map(Refusal::of),
                  Stream.of(
                      readModel("QUERY-001", "The tables of the read models are not there."),
                      readModel("QUERY-002", "A read model stopped at an event."))))
          .toList();

  private static final List<AccessError> LOGIN =
      List.of(
          AccessError.NOT_LOGGED_IN,
          AccessError.UNKNOWN_TOKEN,
          AccessError.EXPIRED,
          AccessError.REVOKED,
          AccessError.BAD_JWT);

  private final Map<String, Object> named = new TreeMap<>();

  private static Refusal readModel(String code, String condition) {
    return new Refusal(
        code,
        HttpStatus.SERVICE_UNAVAILABLE.value(),
        condition,
        "Run \"ledger rebuild\".",
        code + " " + condition + " Run \"ledger rebuild\".");
  }

  Map<String, Object> named() {
    return named;
  }

  /** The errors of a route, by status. */
  Map<String, Object> of(Operation operation, boolean scoped) {
    var byStatus = new TreeMap<Integer, List<Refusal>>();
    for (var refusal : all(operation, scoped)) {
      byStatus.computeIfAbsent(refusal.status(), status -> new ArrayList<>()).add(refusal);
    }
    var answers = new LinkedHashMap<String, Object>();
    byStatus.forEach((status, refusals) ->
        answers.put(
            Integer.toString(status),
            Members.of("$ref", "#/components/responses/" + taken(operation, status, refusals))));
    return answers;
  }

  private static List<Refusal> all(Operation operation, boolean scoped) {
    var all = new ArrayList<Refusal>();
    LOGIN.forEach(error -> all.add(Refusal.of(error)));
    if (scoped) {
      all.add(Refusal.of(AccessError.SCOPE_MISSING));
    }
    if (operation.method().equals(HttpMethod.POST)) {
      all.add(Refusal.of(AccessError.FORGED));
      all.add(Refusal.of(AccessError.TOO_LARGE));
    }
    if (operation.isAboutOneTarget()) {
      all.add(Refusal.of(ApiError.UNKNOWN_TARGET));
    }
    operation.errors().forEach(error -> all.add(Refusal.of(error)));
    operation.rules().forEach(code -> all.add(Refusal.of(code)));
    all.addAll(EVERYWHERE);
    return all;
  }

  private String taken(Operation operation, int status, List<Refusal> refusals) {
    var reason = HttpStatus.valueOf(status).getReasonPhrase().replaceAll("[^A-Za-z]", "");
    var codes = refusals.stream().map(Refusal::code).toList();
    var answer = answer(status, refusals);
    var name = codes.size() <= FEW ? reason + "." + String.join(".", codes) : reason;
    if (!named.getOrDefault(name, answer).equals(answer)) {
      name = reason + "." + operation.id();
    }
    named.put(name, answer);
    return name;
  }

  private static Map<String, Object> answer(int status, List<Refusal> refusals) {
    var codes = refusals.stream().map(Refusal::code).toList();
    var examples = new LinkedHashMap<String, Object>();
    refusals.forEach(refusal ->
        examples.put(
            refusal.code(),
            Members.of("summary", refusal.condition(), "value", refusal.problem())));
    var schema =
        Members.of(
            "allOf",
            List.of(
                Shapes.reference("Problem"),
                Members.of(
                    "type",
                    "object",
                    "properties",
                    Members.of(
                        "status",
                        Members.of("const", status),
                        "code",
                        Members.of("type", "string", "enum", codes)))));
    var body =
        Members.of("application/problem+json", Members.of("schema", schema, "examples", examples));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("description", description(refusals));
    if (status == HttpStatus.UNAUTHORIZED.value()) {
      answer.put("headers", header("WWW-Authenticate", "The challenge, as RFC 6750 wants it."));
    }
    if (status == HttpStatus.TOO_MANY_REQUESTS.value()) {
      answer.put("headers", header("Retry-After", "Seconds to wait."));
    }
    answer.put("content", body);
    return answer;
  }

  private static Map<String, Object> header(String name, String meaning) {
    return Members.of(
        name, Members.of("description", meaning, "schema", Members.of("type", "string")));
  }

  private static String description(List<Refusal> refusals) {
    return refusals.stream()
        .map(r -> "- `" + r.code() + "` " + r.condition() + " " + r.remedy())
        .collect(Collectors.joining("\n"));
  }

  static Map<String, Object> problem() {
    var text = Members.of("type", "string");
    return Members.of(
        "type",
        "object",
        "description",
        "An error (RFC 9457), with a stable code and what to do.",
        "required",
        List.of("type", "title", "status", "detail", "code", "remedy"),
        "properties",
        Members.of(
            "type",
            Members.of("type", "string", "format", "uri", "description", "The code as a URN."),
            "title",
            Members.described(text, "What is the case."),
            "status",
            Members.of("type", "integer", "minimum", 400, "maximum", 599),
            "detail",
            Members.described(text, "This very case, with its values; everything wrong at once."),
            "instance",
            Members.of(
                "type", "string", "format", "uri-reference", "description", "The address asked."),
            "code",
            Members.described(text, "The stable name, which the reference of errors explains."),
            "remedy",
            Members.described(text, "What to do.")));
  }
}
