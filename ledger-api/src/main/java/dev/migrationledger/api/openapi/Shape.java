package dev.migrationledger.api.openapi;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.listing.Listing;
import java.util.List;
import java.util.Map;

/** What a body looks like. */
public sealed interface Shape {

  /**
   * JSON as answers are written: snake case, the fields of a record.
   *
   * @param type the record
   */
  record Answer(Class<?> type) implements Shape {
    public Answer {
      requireNonNull(type, "type");
    }
  }

  /**
   * A JSON array of those.
   *
   * @param type the record
   */
  record Batch(Class<?> type) implements Shape {
    public Batch {
      requireNonNull(type, "type");
    }
  }

  /**
   * One page of a list.
   *
   * @param listing the list
   */
  record Rows(Listing listing) implements Shape {
    public Rows {
      requireNonNull(listing, "listing");
    }
  }

  /**
   * JSON that runners and the service exchange: the fields of a record by their own names.
   *
   * @param type the record
   */
  record Wire(Class<?> type) implements Shape {
    public Wire {
      requireNonNull(type, "type");
    }
  }

  /**
   * Anything else.
   *
   * @param schema its JSON schema
   */
  record Other(Map<String, Object> schema) implements Shape {

    /** Text. */
    public static final Other TEXT = new Other(Map.of("type", "string"));

    /** A JSON object. */
    public static final Other OBJECT = new Other(Map.of("type", "object"));

    public Other {
      schema = Members.and(Map.of(), schema);
    }

    /** A JSON object, of which a member that is not named here is refused. */
    public static Other closed(List<String> required, Map<String, Object> properties) {
      return new Other(
          Members.of(
              "type",
              "object",
              "required",
              required,
              "properties",
              properties,
              "additionalProperties",
              false));
    }

    /** Bytes of a certain type. */
    public static Other bytes(String mediaType) {
      return new Other(Members.of("type", "string", "contentMediaType", mediaType));
    }
  }
}
