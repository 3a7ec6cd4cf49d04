package dev.migrationledger.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Makes, starts and stops the server of one folder; its caller sees to it that it acts alone. */
record ServerControl(
    ServerFolder folder, Binaries binaries, ServerAccount account, boolean durable) {

  static final int ANY_PORT = 0;

  /** The first major versions that can be asked for them. */
  private static final int INITDB_SETTINGS = 16;

  private static final int BUILTIN_LOCALES = 17;

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(10);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 20;
  private static final long POLL_MILLIS = 5;

  /** The server on this folder: the one that runs already, or a new one. */
  Postmaster running(int preferredPort) {
    if (!folder.initialised()) {
      initialise();
    }
    folder.refuseOtherVersion(binaries.majorVersion());
    Optional<Postmaster> found = Postmaster.on(folder.data());
    if (found.isPresent()) {
      await("the running server", START_LIMIT, () -> state().map(Postmaster::ready).orElse(true));
      Optional<Postmaster> ready = state().filter(Postmaster::ready).filter(Postmaster::answers);
      if (ready.isPresent()) {
        return ready.get();
      }
      stop("fast");
    }
    return start(preferredPort);
  }

  void stop(String mode) {
    Optional<Postmaster> server = state();
    if (server.isEmpty()) {
      return;
    }
    long pid = server.get().pid();
    Program asked =
        account.run(
            List.of(pgCtl(), "stop", "-D", folder.data().toString(), "-m", mode, "-W", "-s"),
            folder.root());
    if (!await("the server's end", STOP_LIMIT, () -> !Postmaster.isAlive(pid))) {
      throw new EmbeddedPostgresException.StopFailed(
          folder.data(), pid, STOP_LIMIT, asked.output());
    }
  }

  void kill() {
    state()
        .ifPresent(server -> {
          ProcessHandle.of(server.pid()).ifPresent(ProcessHandle::destroyForcibly);
          await("the server's end", STOP_LIMIT, () -> !Postmaster.isAlive(server.pid()));
        });
  }

  private Optional<Postmaster> state() {
    return Postmaster.on(folder.data());
  }

  /** Into a folder beside, renamed when whole: an interrupted initdb leaves no half data folder. */
  private void initialise() {
    Path fresh = folder.root().resolve("data-unfinished");
    ServerFolder.delete(fresh);
    try {
      Path secret = folder.secretFile(folder.newPassword());
      Program made;
      try {
        account.takeOver(secret);
        account.takeOver(Files.createDirectory(fresh));
        made = account.run(initdb(fresh, secret), folder.root());
      } finally {
        Files.delete(secret);
      }
      if (!made.succeeded()) {
        throw new EmbeddedPostgresException.InitFailed(folder.data(), made.output());
      }
      Files.move(fresh, folder.data());
    } catch (IOException e) {
      throw new EmbeddedPostgresException.FolderUnusable(folder.root(), e.toString(), e);
    } finally {
      ServerFolder.delete(fresh);
    }
  }

  private List<String> initdb(Path data, Path secret) {
    List<String> command = new ArrayList<>();
    command.add(binaries.program("initdb").toString());
    command.addAll(List.of("-D", data.toString(), "-U", "postgres", "-A", "scram-sha-256"));
    command.add("--pwfile=" + secret);
    command.addAll(List.of("-E", "UTF8", "--locale=C", "--no-instructions"));
    if (major() >= BUILTIN_LOCALES) {
      command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    }
    if (major() >= INITDB_SETTINGS) {
      command.addAll(List.of("-c", "unix_socket_directories=", "-c", "log_line_prefix=%m [%p] "));
    }
    if (!durable) {
      command.add("--no-sync");
    }
    return command;
  }

  private int major() {
    return Integer.parseInt(binaries.majorVersion());
  }

  /** Tries another port when one is taken meanwhile, and waits for a killed server's backends. */
  private Postmaster start(int preferredPort) {
    account.takeOver(folder.data());
    String said = "";
    boolean portTaken = false;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = portTaken || preferredPort == ANY_PORT ? freePort() : preferredPort;
      long position = launch(port);
      Instant silenceLimit = Instant.now().plus(SILENCE_LIMIT);
      if (await("the server's start", START_LIMIT, () -> settled(position, silenceLimit))
          && state().map(Postmaster::ready).orElse(false)) {
        return state().orElseThrow();
      }
      said = folder.logSince(position);
      portTaken |= said.contains("could not create any TCP/IP sockets");
      boolean backendsLeft = said.contains("is still in use");
      if (!portTaken && !backendsLeft) {
        break;
      }
      if (backendsLeft) {
        await("the killed server's backends", Duration.ofMillis(500), () -> false);
      }
    }
    throw new EmbeddedPostgresException.StartFailed(folder.data(), folder.log(), said);
  }

  private long launch(int port) {
    try {
      Postmaster.disarm(folder.data());
      long position = folder.openLog(account);
      String options = "-p " + port + " -c listen_addresses=127.0.0.1";
      if (major() < INITDB_SETTINGS) {
        options += " -c unix_socket_directories=";
      }
      if (!durable) {
        options += " -F -c synchronous_commit=off -c full_page_writes=off";
      }
      List<String> command = new ArrayList<>(List.of(pgCtl(), "start", "-W", "-s"));
      command.addAll(List.of("-D", folder.data().toString(), "-l", folder.log().toString()));
      command.addAll(List.of("-o", options));
      Program asked = account.run(command, folder.root());
      if (!asked.succeeded()) {
        throw new EmbeddedPostgresException.StartFailed(
            folder.data(), folder.log(), asked.output());
      }
      return position;
    } catch (IOException e) {
      throw new EmbeddedPostgresException.FolderUnusable(folder.root(), e.toString(), e);
    }
  }

  /** Ready, or dead: its last words are in the log, or it never gave a sign of life. */
  private boolean settled(long position, Instant silenceLimit) {
    Optional<Postmaster> server = state();
    return server
        .map(Postmaster::ready)
        .orElseGet(() ->
            folder.logSince(position).contains("FATAL:") || Instant.now().isAfter(silenceLimit));
  }

  private static boolean await(String what, Duration limit, BooleanSupplier condition) {
    Instant end = Instant.now().plus(limit);
    try {
      while (!condition.getAsBoolean()) {
        if (Instant.now().isAfter(end)) {
          return false;
        }
        Thread.sleep(POLL_MILLIS);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresException.Interrupted(what, e);
    }
  }

  private int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new EmbeddedPostgresException.StartFailed(
          folder.data(), folder.log(), "no port is free on 127.0.0.1: " + e);
    }
  }

  private String pgCtl() {
    return binaries.program("pg_ctl").toString();
  }
}
