package dev.migrationledger.api.runner;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.domain.origin.Actor;
import dev.migrationledger.domain.origin.CiContext;
import dev.migrationledger.domain.origin.Origin;
import java.util.regex.Pattern;

/**
 * Makes an event's origin of who is proved and of what a runner claims. Actor, kind and what
 * vouches for them are the caller's. The rest of the actor and the pipeline are the runner's own
 * words, and so is the name that the runner gives itself: it stands beside the program, marked as a
 * claim.
 */
final class Claims {

  private static final int LONGEST = 256;
  private static final int LONGEST_URL = 2_048;
  private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}|\\p{Zl}|\\p{Zp}");
  private static final Pattern WEB = Pattern.compile("(?i)https?://[^\\s\"'<>]+");

  private Claims() {}

  static Origin of(Caller caller, Origin claimed) {
    var says = claimed.actor();
    var actor =
        new Actor(
            caller.name(),
            caller.kind(),
            caller.authenticatedBy(),
            clean(says.onBehalfOf()),
            clean(says.osUser()),
            clean(says.host()),
            clean(says.databaseUser()));
    var program =
        "%s, claims to be \"%s\" (%s), by token %s"
            .formatted(
                clean(claimed.runner()),
                clean(says.principal()),
                clean(says.authenticatedBy()),
                caller.credential());
    return new Origin(actor, pipeline(claimed.ci()), clean(claimed.correlation()), program);
  }

  private static CiContext pipeline(CiContext ci) {
    return new CiContext(
        clean(ci.system()),
        clean(ci.job()),
        clean(ci.run()),
        ci.url().length() <= LONGEST_URL && WEB.matcher(ci.url()).matches() ? ci.url() : "",
        clean(ci.commit()),
        clean(ci.pullRequest()));
  }

  private static String clean(String text) {
    var line = UNPRINTABLE.matcher(text.strip()).replaceAll("\uFFFD");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
  }
}
