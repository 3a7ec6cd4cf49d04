package dev.migrationledger.store.codec;

import dev.migrationledger.domain.event.MigrationDiscovered;
import tools.jackson.databind.node.ObjectNode;

/**
 * Scripts as they were written before {@link MigrationDiscovered} had revision 2, in the shape of
 * today: they knew no facts, and of a dependency neither object nor line. What is not as revision 1
 * has it stays so, and is refused when it is read.
 */
final class Discovery {

  private static final String BEFORE = "recorded before facts were";

  private Discovery() {}

  static boolean isOld(String type, String revision) {
    return revision.equals("1") && type.equals(EventTypes.name(MigrationDiscovered.class));
  }

  /** Brings an event of revision 1 to revision 2. */
  static void upcast(ObjectNode event) {
    if (event.get("script") instanceof ObjectNode script) {
      upcastScript(script);
    }
  }

  /** Brings the scripts of a command up to date; one that is stays as it is. */
  static void upcastCommand(ObjectNode command) {
    for (var script : command.path("scripts")) {
      if (script instanceof ObjectNode old && !old.has("facts")) {
        upcastScript(old);
      }
    }
  }

  private static void upcastScript(ObjectNode script) {
    for (var dependency : script.path("dependencies")) {
      if (dependency instanceof ObjectNode known) {
        known.put("object", "").put("line", 0);
      }
    }
    var facts = script.putObject("facts");
    facts.put("unread", BEFORE);
    facts.putArray("creates");
    facts.putArray("references");
    facts.put("leftOut", 0);
  }
}
