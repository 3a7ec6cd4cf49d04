package dev.migrationledger.runner.actor;

import dev.migrationledger.domain.origin.Actor;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.domain.origin.CiContext;
import java.util.Map;

/**
 * Finds out who runs this program: the option, then {@code LEDGER_ACTOR}, then the CI system's
 * account, then the operating system's user.
 */
public final class ActorResolver {

  private ActorResolver() {}

  /**
   * The actor of this process.
   *
   * @param actorOption the text of {@code --actor}, empty when not given
   */
  public static Actor resolve(String actorOption, Map<String, String> environment) {
    return resolve(
        actorOption, environment, System.getProperty("user.name", ""), hostName(environment));
  }

  /**
   * The actor of a process of this user on this host.
   *
   * @param actorOption the text of {@code --actor}, empty when not given
   * @param osUser the operating system's user; "?" or empty when the system knows no name
   */
  public static Actor resolve(
      String actorOption, Map<String, String> environment, String osUser, String host) {
    ForeignText text = new ForeignText(environment);
    Pipelines pipelines = new Pipelines(text);
    String system = pipelines.context().system();
    boolean inPipeline = !system.isEmpty();
    String user = knownUser(text, osUser);
    String machine = ForeignText.clean(host);
    String person = inPipeline ? pipelines.person(system) : sudoUser(text, user);
    ActorKind kind = inPipeline ? ActorKind.SERVICE : ActorKind.HUMAN;

    String option = ForeignText.clean(actorOption);
    if (!option.isEmpty()) {
      return new Actor(option, ActorKind.HUMAN, "option", "", user, machine, "");
    }
    String named = text.first("LEDGER_ACTOR");
    if (!named.isEmpty()) {
      return new Actor(named, kind, "environment", person, user, machine, "");
    }
    String account = pipelines.principal(system);
    if (!account.isEmpty()) {
      return new Actor(account, ActorKind.SERVICE, "ci", person, user, machine, "");
    }
    return new Actor(user, kind, "os", person, user, machine, "");
  }

  /** The pipeline this environment describes, {@link CiContext#NONE} outside one. */
  public static CiContext ci(Map<String, String> environment) {
    return new Pipelines(new ForeignText(environment)).context();
  }

  /** The machine's name, without waiting for a name service where the machine knows it itself. */
  public static String hostName(Map<String, String> environment) {
    return HostName.of(environment);
  }

  private static String knownUser(ForeignText text, String osUser) {
    String user = ForeignText.clean(osUser);
    if (user.isEmpty() || user.equals("?")) {
      String named = text.first("USER", "LOGNAME", "USERNAME");
      return named.isEmpty() ? "unknown" : named;
    }
    return user;
  }

  private static String sudoUser(ForeignText text, String user) {
    String sudo = text.first("SUDO_USER");
    return user.equals("root") && !sudo.equals("root") ? sudo : "";
  }
}
