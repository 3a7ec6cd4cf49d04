package dev.migrationledger.api.openapi.document;

import dev.migrationledger.api.access.Scope;
import dev.migrationledger.api.openapi.Content;
import dev.migrationledger.api.openapi.Members;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.openapi.Parameter;
import dev.migrationledger.api.openapi.Success;
import dev.migrationledger.api.openapi.Topic;
import dev.migrationledger.runner.workspace.ProgramVersion;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The description of the whole API as OpenAPI 3.1: paths by name, then methods. */
final class Document {

  private static final String OPENAPI = "3.1.0";

  private final Shapes shapes = new Shapes(new Meanings());
  private final ErrorAnswers errors = new ErrorAnswers();
  private final Function<Operation, Optional<Scope>> scopes;

  private Document(Function<Operation, Optional<Scope>> scopes) {
    this.scopes = scopes;
  }

  /**
   * The description of routes.
   *
   * @param scopes the scope that a route takes, when it takes one
   */
  static Map<String, Object> of(
      Collection<Operation> operations, Function<Operation, Optional<Scope>> scopes) {
    return new Document(scopes).tree(operations);
  }

  private Map<String, Object> tree(Collection<Operation> operations) {
    shapes.name("Problem", ErrorAnswers.problem());
    var paths = new TreeMap<String, Map<String, Object>>();
    operations.stream()
        .sorted(Comparator.comparing(o -> o.method().name()))
        .forEach(o -> {
          var methods = paths.computeIfAbsent(o.path(), path -> new LinkedHashMap<>());
          var former = methods.put(o.method().name().toLowerCase(Locale.ROOT), operation(o));
          if (former != null) {
            throw new IllegalStateException("two routes are " + o.method() + " " + o.path());
          }
        });
    var components =
        Members.of(
            "schemas",
            shapes.named(),
            "responses",
            errors.named(),
            "securitySchemes",
            Security.schemes());
    return Members.of(
        "openapi",
        OPENAPI,
        "info",
        info(),
        "servers",
        List.of(Members.of("url", "/api/v1", "description", "The service that gives this.")),
        "tags",
        Arrays.stream(Topic.values())
            .map(t -> Members.of("name", t.title(), "description", t.description()))
            .toList(),
        "paths",
        paths,
        "components",
        components);
  }

  private static Map<String, Object> info() {
    return Members.of(
        "title",
        "Migration Ledger",
        "version",
        ProgramVersion.TEXT.replaceFirst("^[^0-9]*", ""),
        "summary",
        "What happened to the schemas of databases, with evidence.",
        "description",
        """
        JSON in UTF-8, names in snake_case; times in UTC with microseconds; durations in milliseconds with `_ms` in the
        name. Absent text is `""`, absent times and numbers are `null`. Fields are added, never renamed. `schema` names
        the shape of an answer; `as_of` is the index of the last event that it covers, and all that was committed before
        the request is covered. A parameter that an address does not know is refused; one that is given empty counts as
        not given.
        """
            .replace('\n', ' ')
            .strip(),
        "license",
        Members.of("name", "Apache License 2.0", "identifier", "Apache-2.0"));
  }

  private Map<String, Object> operation(Operation o) {
    var scope = scopes.apply(o);
    var tree = new LinkedHashMap<String, Object>();
    tree.put("tags", List.of(o.topic().title()));
    tree.put("operationId", o.id());
    tree.put("summary", o.summary());
    tree.put("description", description(o, scope));
    tree.put("security", Security.of(scope));
    var parameters =
        new java.util.ArrayList<>(o.parameters().stream().map(Parameter::tree).toList());
    if (o.successes().stream().anyMatch(Success::isTagged)) {
      parameters.add(Conditional.TAG);
    }
    if (!parameters.isEmpty()) {
      tree.put("parameters", parameters);
    }
    if (!o.body().isEmpty()) {
      tree.put(
          "requestBody", Members.of("required", o.isBodyNeeded(), "content", contents(o.body())));
    }
    var responses = new LinkedHashMap<String, Object>();
    for (var success : o.successes()) {
      responses.put(Integer.toString(success.status()), success(success));
      if (success.isTagged()) {
        responses.put("304", Conditional.SAME);
      }
    }
    responses.putAll(errors.of(o, scope.isPresent()));
    tree.put("responses", responses);
    return tree;
  }

  private static String description(Operation o, Optional<Scope> scope) {
    var needs = scope.map(s -> "Takes the scope `" + s.word() + "`.").orElse("Takes a login.");
    return (o.description().isEmpty() ? o.summary() + "." : o.description()) + " " + needs;
  }

  private Map<String, Object> success(Success success) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("description", success.description());
    if (!success.headers().isEmpty()) {
      var headers = new LinkedHashMap<String, Object>();
      success.headers().forEach(header -> headers.put(header.text(), header(header)));
      tree.put("headers", headers);
    }
    if (!success.contents().isEmpty()) {
      tree.put("content", contents(success.contents()));
    }
    return tree;
  }

  private static Map<String, Object> header(Success.Header header) {
    return Members.of(
        "description",
        header.meaning(),
        "schema",
        Members.of("type", "string"),
        "example",
        header.example());
  }

  /** Two forms of one media type stand side by side as two examples. */
  private Map<String, Object> contents(List<Content> contents) {
    var tree = new LinkedHashMap<String, Object>();
    for (var content : contents) {
      var former = tree.get(content.mediaType());
      var examples = new LinkedHashMap<String, Object>();
      if (former instanceof Map<?, ?> form && form.get("examples") instanceof Map<?, ?> others) {
        others.forEach((name, example) -> examples.put(String.valueOf(name), example));
      }
      Examples.of(content)
          .ifPresent(value -> examples.put(content.example(), Members.of("value", value)));
      var form = Members.of("schema", shapes.of(content.shape()));
      tree.put(
          content.mediaType(),
          examples.isEmpty() ? form : Members.and(form, Members.of("examples", examples)));
    }
    return tree;
  }
}
