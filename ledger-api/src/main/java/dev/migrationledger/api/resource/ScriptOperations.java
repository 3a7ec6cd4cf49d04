package dev.migrationledger.api.resource;

import dev.migrationledger.api.openapi.Operation;
import dev.migrationledger.api.openapi.Parameter;
import dev.migrationledger.api.openapi.Topic;
import dev.migrationledger.api.request.ApiError;
import java.util.List;

/** What the addresses of a script's texts say of themselves. */
final class ScriptOperations {

  private static final String KEPT =
      " Passwords and other secrets were replaced before a text was kept; a text that was too long"
          + " to keep, or was erased, has `kept: false`.";

  private ScriptOperations() {}

  static List<Operation> all() {
    return List.of(
        of("scripts", "listScripts", "The texts a script had")
            .told("The texts, oldest first, by event and checksum, without the texts themselves.")
            .answers(ScriptAnswer.class, "The texts."),
        of("script", "getScript", "One text of a script")
            .told(
                "The newest, the one of a `checksum`, or the one there was at an event's `index`; not"
                    + " both."
                    + KEPT)
            .takes(Parameter.queries(Scripts.wanted("")))
            .answers(ScriptAnswer.class, "The text."),
        of("script-diff", "diffScripts", "Two texts of a script and their diff")
            .told(
                "Two texts and their unified diff: from the first to the newest, unless others are"
                    + " named by index or checksum; not both."
                    + KEPT)
            .takes(Parameter.queries(Scripts.wanted("from_")))
            .takes(Parameter.queries(Scripts.wanted("to_")))
            .answers(ScriptAnswer.class, "Both texts, and the diff."));
  }

  private static Operation of(String place, String id, String summary) {
    var path = "/targets/{target}/migrations/{version}/" + place;
    return Operation.get(path, id, Topic.MIGRATIONS, summary)
        .takes(Parameter.TARGET, Parameter.MIGRATION)
        .refuses(ApiError.NOT_RECORDED);
  }
}
