package dev.migrationledger.api.openapi;

import static java.util.Objects.requireNonNull;

/**
 * One form of a body.
 *
 * @param mediaType its type as HTTP names it
 * @param shape what it looks like
 * @param example name of the file with an example, empty when there is none
 */
public record Content(String mediaType, Shape shape, String example) {

  /** JSON as HTTP names it. */
  public static final String JSON = "application/json";

  public Content {
    requireNonNull(mediaType, "mediaType");
    requireNonNull(shape, "shape");
    requireNonNull(example, "example");
  }

  /** Whether it is JSON of any kind. */
  public boolean isJson() {
    return mediaType.equals(JSON) || mediaType.endsWith("+json");
  }
}
