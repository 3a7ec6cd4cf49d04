package dev.migrationledger.api;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description of the API as a service gives it, and what can be asked of it. */
final class ApiDescription {

  private static final JsonMapper JSON = new JsonMapper();

  private final ObjectNode tree;
  private final SchemaRegistry schemas =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  ApiDescription(String json) {
    this.tree = (ObjectNode) JSON.readTree(json);
  }

  JsonNode tree() {
    return tree;
  }

  /** One route as it is described. */
  record Route(String method, String path, JsonNode operation) {

    String id() {
      return operation.at("/operationId").asString();
    }

    List<JsonNode> parameters(String place) {
      return nodes(operation.path("parameters"))
          .filter(p -> p.at("/in").asString().equals(place))
          .toList();
    }

    List<String> names(String place) {
      return parameters(place).stream().map(p -> p.at("/name").asString()).toList();
    }

    /** The address with an example in each part, and what cannot be left out. */
    String address(String... more) {
      var address = "/api/v1" + path;
      for (var part : parameters("path")) {
        address =
            address.replace(
                "{" + part.at("/name").asString() + "}", encoded(part.at("/example").asString()));
      }
      var queries =
          parameters("query").stream()
              .filter(p -> p.at("/required").asBoolean())
              .filter(p -> Stream.of(more).noneMatch(m -> m.startsWith(name(p) + "=")))
              .map(p -> name(p) + "=" + encoded(p.at("/example").asString()));
      var query = Stream.concat(queries, Stream.of(more)).collect(Collectors.joining("&"));
      return query.isEmpty() ? address : address + "?" + query;
    }

    private static String name(JsonNode parameter) {
      return parameter.at("/name").asString();
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static Stream<JsonNode> nodes(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  List<Route> routes() {
    var routes = new ArrayList<Route>();
    for (var path : tree.at("/paths").properties()) {
      for (var method : path.getValue().properties()) {
        routes.add(
            new Route(
                method.getKey().toUpperCase(java.util.Locale.ROOT),
                path.getKey(),
                method.getValue()));
      }
    }
    return routes;
  }

  Route route(String id) {
    return routes().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
  }

  /** The node itself, or the one it refers to. */
  JsonNode resolved(JsonNode node) {
    var reference = node.path("$ref").asString("");
    return reference.isEmpty() ? node : tree.at(reference.substring(1));
  }

  /** What is wrong with the value; a member that the description does not name is wrong, too. */
  List<String> faults(JsonNode schema, String json) {
    var whole = JSON.createObjectNode();
    whole.set("components", tree.get("components").deepCopy());
    whole.setAll((ObjectNode) schema.deepCopy());
    close(whole);
    return schemas.getSchema(whole.toString()).validate(json, InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && object.path("type").asString("").equals("object")
        && !object.has("additionalProperties")
        && !object.path("properties").has("remedy")
        && !object.path("properties").path("code").has("enum")) {
      object.put("additionalProperties", false);
    }
    node.forEach(ApiDescription::close);
  }
}
