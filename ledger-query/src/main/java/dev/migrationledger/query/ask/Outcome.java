package dev.migrationledger.query.ask;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of a question. */
public enum Outcome {
  /** It was understood, and this is the answer. */
  @JsonProperty("answered")
  ANSWERED,
  /** It can mean several things; each of them is among the questions that can be asked. */
  @JsonProperty("ambiguous")
  AMBIGUOUS,
  /** It is no question of the catalogue; the nearest of these are given. */
  @JsonProperty("not-understood")
  NOT_UNDERSTOOD
}
