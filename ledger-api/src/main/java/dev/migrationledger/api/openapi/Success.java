package dev.migrationledger.api.openapi;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An answer that is no error.
 *
 * @param status its status
 * @param description what it says
 * @param contents its body in each form there is, empty when it has none
 * @param headers its headers that mean something
 */
public record Success(
    int status, String description, List<Content> contents, List<Header> headers) {

  /** A header of an answer. */
  public enum Header {
    ETAG("ETag", "Of the bytes. Send it back in `If-None-Match`.", "\"5f2b6c0b0a1d4e63\""),
    NEXT(
        "Link",
        "The address of the next page, relative to this one; absent on the last.",
        "</api/v1/events?limit=2&after=1>; rel=\"next\""),
    LOCATION("Location", "Where to ask next.", "/api/v1/verification?begun=1"),
    AS_OF("Ledger-As-Of", "Index of the last event it covers.", "41"),
    DIGEST("Ledger-Digest", "SHA-256 of the bytes, as it is recorded.", "sha-256=e3b0c44298fc1c14"),
    FILE(
        "Content-Disposition",
        "The file's name.",
        "attachment; filename=\"events-as-of-41.jsonl\"");

    private final String text;
    private final String meaning;
    private final String example;

    Header(String text, String meaning, String example) {
      this.text = text;
      this.meaning = meaning;
      this.example = example;
    }

    /** Its name. */
    public String text() {
      return text;
    }

    /** What it says. */
    public String meaning() {
      return meaning;
    }

    /** One. */
    public String example() {
      return example;
    }
  }

  public Success {
    requireNonNull(description, "description");
    contents = List.copyOf(contents);
    headers = List.copyOf(headers);
  }

  /** Whether a reader who has it already can ask whether it is still the same. */
  public boolean isTagged() {
    return headers.contains(Header.ETAG);
  }
}
