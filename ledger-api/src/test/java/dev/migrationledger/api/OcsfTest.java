package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Events as the Open Cybersecurity Schema Framework wants them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OcsfTest {

  private static final String SCHEMA = "ocsf-1.3.0-entity-management.schema.json";

  private static RunningService service;
  private static Schema schema;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("ocsf", "prod");
    service.record(Commands.story("prod"));
    service.keep(HostileStory.SQL, HostileStory.DIFF);
    service.record(HostileStory.commands());
    try (var in = Objects.requireNonNull(OcsfTest.class.getResourceAsStream(SCHEMA), SCHEMA)) {
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void every_line_is_what_the_schema_of_the_class_asks_for() throws Exception {
    var lines = service.get("/api/v1/events/export?format=ocsf").body().lines().toList();

    assertThat(lines).hasSizeGreaterThan(15);
    assertThat(lines)
        .allSatisfy(line -> assertThat(schema.validate(line, InputFormat.JSON)).isEmpty());
  }

  @Test
  void every_kind_of_event_is_named_by_its_code_whatever_its_activity() throws Exception {
    var activities = new HashMap<String, String>();
    for (var line :
        service.get("/api/v1/events/export?format=ocsf&target=prod").body().lines().toList()) {
      var event = service.parse(line);
      activities.put(
          event.at("/metadata/event_code").asString(), event.at("/activity_name").asString());
    }

    assertThat(activities)
        .containsEntry("TargetRegistered", "Create")
        .containsEntry("MigrationDiscovered", "Create")
        .containsEntry("MigrationApplied", "Update")
        .containsEntry("RunStarted", "RunStarted");
  }
}
