package dev.migrationledger.api.openapi.document;

import dev.migrationledger.api.access.Scope;
import dev.migrationledger.api.access.gate.Decision;
import dev.migrationledger.api.openapi.Content;
import dev.migrationledger.api.openapi.Described;
import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.openapi.Shape;
import dev.migrationledger.api.openapi.Success;
import dev.migrationledger.api.openapi.Topic;
import dev.migrationledger.api.request.Parameters;
import dev.migrationledger.store.merkle.Hash;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The description of the API, made when somebody asks for it first. */
@RestController
public final class OpenApiRoute implements Described {

  private static final int TAG = 32;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Supplier<Collection<Described>> all;
  private final Function<Operation, Optional<Scope>> scopes;
  private volatile byte[] document = {};

  private OpenApiRoute(
      Supplier<Collection<Described>> all, Function<Operation, Optional<Scope>> scopes) {
    this.all = all;
    this.scopes = scopes;
  }

  /** Adds it to a service, all of whose routes it describes. */
  public static void register(GenericApplicationContext context) {
    context.registerBean(
        OpenApiRoute.class,
        () ->
            new OpenApiRoute(
                () -> context.getBeansOfType(Described.class).values(),
                o -> Decision.about(o.method(), "/api/v1" + o.path()).scope()));
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.get("/openapi.json", "getOpenApi", Topic.SERVICE, "This description")
            .told("OpenAPI 3.1 of what this service answers, made by the service itself.")
            .gives(
                new Success(
                    200,
                    "The description.",
                    List.of(new Content(Content.JSON, Shape.Other.OBJECT, "")),
                    List.of(Success.Header.ETAG))));
  }

  @GetMapping("/api/v1/openapi.json")
  ResponseEntity<byte[]> document(@RequestParam MultiValueMap<String, String> given) {
    new Parameters(given).refuse();
    var bytes = made();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noCache())
        .eTag(Hash.sha256(bytes).hex().substring(0, TAG))
        .body(bytes);
  }

  /** Making it twice at the same moment does no harm. */
  private byte[] made() {
    if (document.length == 0) {
      var operations =
          all.get().stream().flatMap(described -> described.operations().stream()).toList();
      document = JSON.writeValueAsBytes(Document.of(operations, scopes));
    }
    return document;
  }
}
