package dev.migrationledger.api.export;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.resource.EventAnswer;
import java.util.Locale;

/** A format that events are exported in. */
enum Format {
  JSONL("application/jsonl", "jsonl", "", "\n", "\n") {
    @Override
    String line(EventAnswer event) {
      return AnswerJson.compact(event);
    }
  },
  CSV("text/csv", "csv", CsvLine.HEADER + "\r\n", "\r\n", "\r\n") {
    @Override
    String line(EventAnswer event) {
      return CsvLine.of(event);
    }
  },
  CLOUDEVENTS("application/cloudevents-batch+json", "json", "[", ",\n", "]\n") {
    @Override
    String line(EventAnswer event) {
      return AnswerJson.compact(CloudEvent.of(event));
    }
  },
  OCSF("application/jsonl", "ocsf.jsonl", "", "\n", "\n") {
    @Override
    String line(EventAnswer event) {
      return AnswerJson.compact(OcsfEvent.of(event));
    }
  };

  private final String mediaType;
  private final String suffix;
  private final String opening;
  private final String between;
  private final String closing;

  Format(String mediaType, String suffix, String opening, String between, String closing) {
    this.mediaType = mediaType;
    this.suffix = suffix;
    this.opening = opening;
    this.between = between;
    this.closing = closing;
  }

  /** The event on one line, without a line's end. */
  abstract String line(EventAnswer event);

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String mediaType() {
    return mediaType;
  }

  String suffix() {
    return suffix;
  }

  String opening() {
    return opening;
  }

  String between() {
    return between;
  }

  String closing() {
    return closing;
  }
}
