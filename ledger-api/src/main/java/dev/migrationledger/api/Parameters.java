package dev.migrationledger.api;

import dev.migrationledger.domain.script.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a request's parameters and collects what is wrong with them, all of it. */
final class Parameters {

  private final List<String> wrong = new ArrayList<>();

  String text(String name, String value) {
    if (value.indexOf('\0') >= 0) {
      wrong.add(name + " holds a NUL character");
      return "";
    }
    return value;
  }

  String needed(String name, String value, String example) {
    if (value.isBlank()) {
      wrong.add(name + " is missing, " + example);
    }
    return text(name, value);
  }

  Optional<Version> version(String name, String value) {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Version(value));
    } catch (IllegalArgumentException e) {
      wrong.add(name + "=" + value + " is no migration's number (1 to 18 digits, e.g. 0029)");
      return Optional.empty();
    }
  }

  int count(String name, String value) {
    if (value.isEmpty()) {
      return 0;
    }
    if (!value.matches("[0-9]{1,9}")) {
      wrong.add(name + "=" + value + " is no count (0 to 999999999, 0 for all)");
      return 0;
    }
    return Integer.parseInt(value);
  }

  void refuse() {
    if (!wrong.isEmpty()) {
      throw new ApiProblem(ApiError.BAD_PARAMETER, String.join("; ", wrong) + ".");
    }
  }
}
