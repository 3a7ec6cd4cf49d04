package dev.migrationledger.schema.object;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What an attribute of an object says. */
public sealed interface Value {

  /** One text, as the server writes it. */
  record Text(String text) implements Value {
    public Text {
      requireNonNull(text, "text");
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Texts whose order counts. */
  record Texts(List<String> items) implements Value {
    public Texts {
      items = List.copyOf(items);
    }

    @Override
    public String toString() {
      return String.join(", ", items);
    }
  }

  /** It holds; an attribute that does not hold is absent. */
  record Holds() implements Value {
    @Override
    public String toString() {
      return "true";
    }
  }
}
