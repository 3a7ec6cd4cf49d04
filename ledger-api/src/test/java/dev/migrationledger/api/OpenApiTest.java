package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.api.ApiDescription.Route;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The description of the API says what the service does. {@code -Dgolden.write=true} writes the
 * examples; once more, and it writes the document that holds them.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class OpenApiTest {

  private static final Path GOLDEN = Path.of("..", "docs", "openapi.json");
  private static final Path EXAMPLES =
      Path.of("src/main/resources/dev/migrationledger/api/openapi/document/examples");
  private static final Pattern KNOWN = Pattern.compile("known(?: are ([a-z_, ]+))?[.]$");

  private static RunningService service;
  private static ApiDescription description;
  private static ApiAnswers real;
  private static String document;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("described", "prod");
    DescribedStory.tell(service);
    var answer = service.get("/api/v1/openapi.json");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    document = answer.body();
    description = new ApiDescription(document);
    real = new ApiAnswers(service, description);
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
  }

  @Test
  void the_document_is_the_one_in_the_docs() throws IOException {
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(GOLDEN, document + "\n");
    }

    assertThat(document + "\n").isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void each_example_is_what_the_service_answers() throws IOException {
    var steady = new Steady();
    steady.token(service.token());
    var wrong = new ArrayList<String>();
    for (var answered : real.answers().entrySet()) {
      var name = answered.getKey();
      // the document itself is compared with the one in the docs
      if (name.matches("getOpenApi.json|.*[.](html|pdf|md)")) {
        continue;
      }
      same(name, steady.of(answered.getValue().response().body()), wrong);
    }
    for (var body : real.bodies().entrySet()) {
      same(body.getKey(), steady.of(body.getValue()), wrong);
    }

    assertThat(wrong).isEmpty();
  }

  private static void same(String name, String text, List<String> wrong) throws IOException {
    var file = EXAMPLES.resolve(name);
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(EXAMPLES);
      Files.writeString(file, text);
    }
    if (!Files.exists(file) || !told(name, Files.readString(file)).equals(told(name, text))) {
      wrong.add(name + " is\n" + text);
    }
  }

  /** The order of members says nothing. */
  private static Object told(String name, String text) {
    return name.endsWith(".json") ? service.parse(text) : text;
  }

  @Test
  void it_is_openapi_3_1() {
    var options = new ParseOptions();
    options.setResolve(true);
    var read = new OpenAPIV3Parser().readContents(document, null, options);

    assertThat(read.getMessages()).isEmpty();
    assertThat(read.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
    assertThat(read.getOpenAPI().getInfo().getLicense().getIdentifier()).isEqualTo("Apache-2.0");
    assertThat(read.getOpenAPI().getPaths()).hasSizeGreaterThan(35);
    assertThat(read.getOpenAPI().getComponents().getSecuritySchemes())
        .containsOnlyKeys("token", "jwt");
  }

  @Test
  void each_route_is_described_and_nothing_else() throws IOException {
    var routes = new TreeSet<String>();
    for (var line : Files.readAllLines(Path.of("src/test/resources/access/routes.txt"))) {
      if (line.matches("(GET|POST) /api/v1/.*")) {
        routes.add(line.replaceFirst("\\s*=.*", "").replace("/api/v1", ""));
      }
    }
    var described = new TreeSet<String>();
    description.routes().forEach(r -> described.add(r.method() + " " + r.path()));

    assertThat(described).isEqualTo(routes);
  }

  @Test
  void the_scope_that_is_named_is_the_one_that_is_needed() throws IOException {
    for (var line : Files.readAllLines(Path.of("src/test/resources/access/routes.txt"))) {
      if (!line.matches("(GET|POST) /api/v1/.*")) {
        continue;
      }
      var parts = line.split(" +(= )?");
      var needed = parts[2].equals("caller") ? "[]" : "[\"" + parts[2] + "\"]";
      var path = description.tree().at("/paths").path(parts[1].replace("/api/v1", ""));
      var operation = path.path(parts[0].toLowerCase(Locale.ROOT));

      assertThat(operation.at("/security/0/token").toString()).as(line).isEqualTo(needed);
      assertThat(operation.at("/security/1/jwt").toString()).as(line).isEqualTo(needed);
    }
  }

  @Test
  void each_real_answer_is_as_its_schema_says() {
    var wrong = new ArrayList<String>();
    real.answers()
        .forEach((name, answered) -> {
          var response = answered.response();
          var type =
              response.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
          var route = description.route(name.replaceFirst("\\..*", ""));
          var answer =
              route.operation().path("responses").path(Integer.toString(response.statusCode()));
          var form = answer.path("content").path(type);
          if (form.isMissingNode() || response.statusCode() >= 300) {
            wrong.add(name + " came as " + response.statusCode() + " " + type + response.body());
          } else if (type.endsWith("json")) {
            description
                .faults(form.path("schema"), response.body())
                .forEach(fault -> wrong.add(name + ": " + fault));
          }
          answer.path("headers").properties().stream()
              .map(header -> header.getKey())
              .filter(h -> !h.equals("Link") && response.headers().firstValue(h).isEmpty())
              .forEach(h -> wrong.add(name + " has no " + h));
        });

    assertThat(wrong).isEmpty();
  }

  @Test
  void each_example_is_as_its_schema_says() {
    var wrong = new ArrayList<String>();
    int count = 0;
    for (var route : description.routes()) {
      var operation = route.operation();
      for (var form : operation.at("/requestBody/content")) {
        count += faults(route.id() + " request", form, wrong);
      }
      for (var response : operation.path("responses").properties()) {
        for (var form : description.resolved(response.getValue()).path("content")) {
          count += faults(route.id() + " " + response.getKey(), form, wrong);
        }
      }
      for (var place : List.of("path", "query", "header")) {
        for (var p : route.parameters(place)) {
          description
              .faults(p.path("schema"), p.path("example").toString())
              .forEach(fault -> wrong.add(route.id() + " " + p.at("/name") + ": " + fault));
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(count).isGreaterThan(300);
  }

  private static int faults(String name, JsonNode form, List<String> wrong) {
    int count = 0;
    for (var example : form.path("examples").properties()) {
      description
          .faults(form.path("schema"), example.getValue().path("value").toString())
          .forEach(fault -> wrong.add(name + " " + example.getKey() + ": " + fault));
      count++;
    }
    return count;
  }

  @Test
  void each_json_body_has_an_example() {
    for (var route : description.routes()) {
      var forms = new ArrayList<JsonNode>();
      route.operation().at("/requestBody/content").forEach(forms::add);
      route.operation().path("responses").properties().stream()
          .filter(r -> r.getKey().startsWith("2") && !route.id().equals("getOpenApi"))
          .forEach(r ->
              r.getValue().path("content").properties().stream()
                  .filter(c -> c.getKey().endsWith("json"))
                  .forEach(c -> forms.add(c.getValue())));

      assertThat(forms)
          .as(route.id())
          .allSatisfy(form -> assertThat(form.path("examples").size()).isPositive());
    }
  }

  @Test
  void the_parameters_are_those_that_the_service_knows() throws Exception {
    for (var route : asked()) {
      var refused = service.get(route.address("colour=red"));
      var detail = service.parse(refused.body()).path("detail").asString("");

      assertThat(refused.statusCode()).as(route.id() + detail).isEqualTo(400);
      assertThat(detail).as(route.id()).contains("\"colour\"");
      var known = KNOWN.matcher(detail);
      assertThat(known.find()).as(detail).isTrue();
      var names = known.group(1) == null ? List.<String>of() : List.of(known.group(1).split(", "));
      assertThat(route.names("query")).as(route.id()).containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @Test
  void each_parameter_takes_its_example_and_each_of_its_words() throws Exception {
    for (var route : asked()) {
      for (var parameter : route.parameters("query")) {
        var values = new TreeSet<>(List.of(parameter.path("example").asString()));
        parameter.at("/schema/enum").forEach(word -> values.add(word.asString()));
        for (var value : values) {
          var given = parameter.path("name").asString() + "=" + ApiDescription.encoded(value);
          var answer = service.get(route.address(given));

          // what an example names need not be recorded, nor be what an answer rests on
          var accepted =
              answer.statusCode() == 200
                  || answer.body().contains("\"API-007\"")
                  || given.startsWith("after=") && answer.body().contains("\"API-010\"");
          assertThat(accepted)
              .as(route.id() + " " + given + " " + answer.body().lines().findFirst())
              .isTrue();
        }
      }
    }
  }

  @Test
  void what_a_parameter_s_schema_does_not_allow_is_refused() throws Exception {
    for (var route : asked()) {
      for (var parameter : route.parameters("query")) {
        var schema = parameter.path("schema");
        var values = new ArrayList<String>();
        if (schema.has("enum") || schema.has("pattern") || schema.has("format")) {
          values.add("~");
        }
        if (schema.has("maximum")) {
          values.add(Long.toString(schema.path("maximum").asLong() + 1));
          values.add(Long.toString(schema.path("minimum").asLong() - 1));
        }
        if (schema.has("maxLength")) {
          values.add("x".repeat(schema.path("maxLength").asInt() + 1));
        }
        for (var value : values) {
          var given = parameter.path("name").asString() + "=" + value;
          assertThat(service.get(route.address(given)).statusCode())
              .as(route.id() + " " + given)
              .isEqualTo(400);
        }
      }
    }
  }

  @Test
  void a_default_is_what_counts_when_nothing_is_given() throws Exception {
    for (var route : asked()) {
      for (var parameter : route.parameters("query")) {
        var schema = parameter.path("schema");
        if (!schema.has("default") || route.names("query").contains("format")) {
          continue;
        }
        var usual = parameter.path("name").asString() + "=" + schema.path("default").asString();
        // to be asked is on record too, a moment later
        var same =
            route.id().equals("listAccess") ? new String[] {"action=token-created"} : new String[0];
        assertThat(service.get(route.address(with(usual, same))).body())
            .as(route.id() + " " + usual)
            .isEqualTo(service.get(route.address(same)).body());
      }
    }
  }

  private static String[] with(String one, String[] others) {
    return Stream.concat(Stream.of(one), Arrays.stream(others)).toArray(String[]::new);
  }

  @Test
  void everybody_who_is_logged_in_may_read_it_and_nobody_else() throws Exception {
    var nobody =
        service.send(
            java.net.http.HttpRequest.newBuilder(
                    java.net.URI.create(service.address() + "/api/v1/openapi.json"))
                .build());

    assertThat(nobody.statusCode()).isEqualTo(401);
    for (var other : Arrays.asList("/v3/api-docs", "/swagger-ui.html", "/api/v1/openapi.yaml")) {
      assertThat(service.get(other).statusCode()).as(other).isEqualTo(404);
    }
    var answer = service.get("/api/v1/openapi.json");
    var tag = answer.headers().firstValue("ETag").orElseThrow();
    assertThat(service.get("/api/v1/openapi.json", "If-None-Match", tag).statusCode())
        .isEqualTo(304);
  }

  /** The routes that can be asked again and again. */
  private static List<Route> asked() {
    return description.routes().stream().filter(r -> r.method().equals("GET")).toList();
  }
}
