package dev.migrationledger.runner.workspace;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.origin.Actor;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.query.LedgerAnswers;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.runner.actor.ActorResolver;
import dev.migrationledger.runner.attribution.FileHistory;
import dev.migrationledger.runner.deploy.AppliedTexts;
import dev.migrationledger.runner.deploy.Observer;
import dev.migrationledger.runner.deploy.Recorder;
import dev.migrationledger.runner.plan.Remembered;
import dev.migrationledger.runner.record.Journal;
import dev.migrationledger.runner.record.JournalLedger;
import dev.migrationledger.runner.record.LedgerGateway;
import dev.migrationledger.runner.record.LocalLedger;
import dev.migrationledger.runner.remote.RemoteAnswers;
import dev.migrationledger.runner.remote.RemoteCode;
import dev.migrationledger.runner.remote.RemoteFailure;
import dev.migrationledger.runner.remote.RemoteLedger;
import dev.migrationledger.runner.settings.Setting;
import dev.migrationledger.runner.settings.Settings;
import dev.migrationledger.runner.target.Secret;
import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.runner.target.TargetSession;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything one command works on, opened on first use and closed in reverse. */
public final class Workspace implements AutoCloseable {

  private static final String PROGRAM = "migration-ledger " + ProgramVersion.TEXT;
  private static final String EMBEDDED_DATABASE = "app";
  private static final List<String> LIBPQ = List.of("PGHOST", "PGDATABASE", "PGSERVICE", "PGPORT");

  private final Settings settings;
  private final Map<String, String> environment;
  private final Path folder;
  private final Deque<Runnable> closing = new ArrayDeque<>();
  private @Nullable EmbeddedPostgres embedded;
  private @Nullable TargetAddress address;
  private @Nullable TargetSession session;
  private @Nullable LocalLedger ledger;
  private @Nullable RemoteLedger remote;
  private @Nullable FileHistory history;

  /** A workspace; opens nothing yet. */
  public Workspace(Settings settings, Map<String, String> environment, Path folder) {
    this.settings = settings;
    this.environment = environment;
    this.folder = folder;
  }

  public Settings settings() {
    return settings;
  }

  /** Where the settings' relative names begin. */
  public Path folder() {
    return folder;
  }

  /** The migrations' folder. */
  public Path migrations() {
    return folder.resolve(settings.folder());
  }

  /** Whether no database was named, so that the embedded server is used. */
  public boolean isEmbedded() {
    return settings.text(Setting.URL).isEmpty()
        && LIBPQ.stream().allMatch(v -> environment.getOrDefault(v, "").isEmpty());
  }

  /** Where the target is; starts the embedded server when no database was named. */
  public TargetAddress address() {
    if (address == null) {
      address =
          isEmbedded()
              ? embeddedAddress()
              : TargetAddress.of(settings.text(Setting.URL), environment);
    }
    return address;
  }

  private TargetAddress embeddedAddress() {
    var server = EmbeddedPostgres.start(folder.resolve(".ledger"));
    embedded = server;
    closing.push(server::close);
    server.createDatabase(EMBEDDED_DATABASE);
    return new TargetAddress(
        server.url(EMBEDDED_DATABASE), server.user(), new Secret(server.password()), Map.of());
  }

  /** What to do first when the process is told to end and takes the embedded server with it. */
  public void beforeServerStops(Runnable action) {
    if (embedded != null) {
      embedded.beforeExit(action);
    }
  }

  /** The embedded server's address for people's psql, empty when another server is used. */
  public String embeddedAddressForPeople() {
    return embedded == null ? "" : embedded.libpqUrl(EMBEDDED_DATABASE);
  }

  /** Where the ledger is: in a database of its own when one was named, else in the target. */
  public TargetAddress ledgerAddress() {
    var url = settings.text(Setting.LEDGER_URL);
    return url.isEmpty() ? address() : TargetAddress.of(url, environment);
  }

  /** The session on the target. */
  public TargetSession session() {
    if (session == null) {
      var opened = TargetSession.open(address());
      closing.push(opened::close);
      session = opened;
    }
    return session;
  }

  /** Whether the ledger is behind a service. */
  public boolean isRemote() {
    return !settings.text(Setting.LEDGER).isEmpty();
  }

  /** The ledger, wherever it is. */
  public LedgerGateway gateway() {
    return isRemote() ? remote() : ledger();
  }

  private RemoteLedger remote() {
    if (remote == null) {
      if (!settings.text(Setting.LEDGER_URL).isEmpty()) {
        throw new RemoteFailure.Unusable(
            RemoteCode.ADDRESS, "both --ledger and --ledger-url are given; use one of them");
      }
      var opened = RemoteLedger.at(settings.text(Setting.LEDGER), environment, folder, PROGRAM);
      closing.push(opened::close);
      remote = opened;
    }
    return remote;
  }

  /**
   * The ledger in a database.
   *
   * @throws RemoteFailure.Unusable when it is behind a service
   */
  public LocalLedger ledger() {
    if (isRemote()) {
      throw new RemoteFailure.Unusable(
          RemoteCode.NEEDS_DATABASE, "this command does not work over a service");
    }
    if (ledger == null) {
      var opened = LocalLedger.at(ledgerAddress(), settings.approvals().people());
      closing.push(opened::close);
      ledger = opened;
    }
    return ledger;
  }

  /** Whether there is a ledger at all; a service always has one. */
  public boolean hasLedger() {
    return isRemote() || ledger().isInstalled();
  }

  /** What the ledger answers, wherever it is. */
  public LedgerAnswers answers() {
    return isRemote() ? service() : queries();
  }

  /** What the service answers that keeps the ledger. */
  public RemoteAnswers service() {
    return remote().answers();
  }

  /** Every target the ledger knows; none where there is no ledger. */
  public List<String> knownTargets() {
    return hasLedger() ? answers().targets() : List.of();
  }

  /** The answers of a ledger in a database: more than a service gives. */
  public LedgerQuery queries() {
    return ledger().queries();
  }

  /** The target's name: as set, else its database's name. */
  public String target() {
    var name = settings.text(Setting.TARGET);
    return name.isEmpty() ? address().database() : name;
  }

  /** Where the target serves, for a target that is new. */
  public String targetEnvironment() {
    var name = settings.text(Setting.ENVIRONMENT);
    return name.isEmpty() ? (isEmbedded() ? "development" : "production") : name;
  }

  /** Who wrote what in the folder. */
  public FileHistory history() {
    if (history == null) {
      var opened = FileHistory.open(migrations());
      closing.push(opened::close);
      history = opened;
    }
    return history;
  }

  /** The texts that edits are told by. */
  public AppliedTexts texts() {
    return new AppliedTexts(gateway(), this::history);
  }

  /** Where runs are journalled that the ledger did not see. */
  public Path journals() {
    return folder.resolve(".ledger").resolve("journal");
  }

  /** A recorder for the actor and the target, with a new correlation. */
  public Recorder recorder() {
    var gateway = gateway();
    if (gateway instanceof LocalLedger local) {
      local.prepare();
    }
    return recorder(gateway, UUID.randomUUID().toString());
  }

  /** The same for a run that the ledger is told of later; its journal is named after the run. */
  public Recorder recorderWithoutLedger() {
    var run = UUID.randomUUID().toString();
    var journal = Journal.of(journals(), run, Instant.now());
    return recorder(new JournalLedger(journal, this::remembered), run);
  }

  private LedgerState remembered() {
    return Remembered.of(target(), targetEnvironment(), session().identity(), session().receipts());
  }

  /** A recorder for what people decide without a connection to the target. */
  public Recorder recorderWithoutTarget() {
    var observer = new Observer(settings.naming(), this::history);
    return new Recorder(gateway(), target(), origin(), observer);
  }

  /** The name the actor is known by. */
  public String who() {
    return actor().principal();
  }

  /** For whom the actor runs this; empty when nobody is known. */
  public String onBehalfOf() {
    return actor().onBehalfOf();
  }

  /** Who asks, for what needs no target: a new correlation. */
  public Origin origin() {
    return origin(actor(), UUID.randomUUID().toString());
  }

  private Actor actor() {
    return ActorResolver.resolve(settings.text(Setting.ACTOR), environment);
  }

  private Origin origin(Actor actor, String correlation) {
    return new Origin(actor, ActorResolver.ci(environment), correlation, PROGRAM);
  }

  private Recorder recorder(LedgerGateway gateway, String run) {
    var origin = origin(actor().withDatabaseUser(session().identity().sessionUser()), run);
    return new Recorder(gateway, target(), origin, new Observer(settings.naming(), this::history));
  }

  @Override
  public void close() {
    RuntimeException first = null;
    while (!closing.isEmpty()) {
      try {
        closing.pop().run();
      } catch (RuntimeException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
