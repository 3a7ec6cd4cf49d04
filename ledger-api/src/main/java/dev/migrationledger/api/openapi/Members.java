package dev.migrationledger.api.openapi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Members of a JSON object in the order they are given. */
public final class Members {

  private Members() {}

  /** Name and value by turns. */
  public static Map<String, Object> of(Object... namesAndValues) {
    var members = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return Collections.unmodifiableMap(members);
  }

  /** The same members and those; of two with one name the latter. */
  public static Map<String, Object> and(Map<String, Object> members, Map<String, Object> more) {
    var all = new LinkedHashMap<>(members);
    all.putAll(more);
    return Collections.unmodifiableMap(all);
  }

  /** A member when there is something to say. */
  public static Map<String, Object> described(Map<String, Object> members, String description) {
    return description.isEmpty() ? members : and(members, of("description", description));
  }
}
