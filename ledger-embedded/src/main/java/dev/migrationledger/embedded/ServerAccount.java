package dev.migrationledger.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Who the server runs as. PostgreSQL refuses root, so root puts a prefix before its programs: a
 * user namespace of its own, in which root's files stay reachable, or an unprivileged user.
 *
 * @param prefix what goes before each command; empty for an ordinary user
 * @param owner the uid that must own the server's files, or -1 when it is our own anyway
 */
record ServerAccount(List<String> prefix, long owner, long group) {

  private static final Path ROOT = Path.of("/");

  ServerAccount {
    prefix = List.copyOf(prefix);
  }

  static ServerAccount choose(Path folder) {
    if (isWindows() || new UnixSystem().getUid() != 0) {
      return new ServerAccount(List.of(), -1, -1);
    }
    List<String> tried = new ArrayList<>();
    boolean someWorks = false;
    for (ServerAccount candidate : candidates()) {
      Program probe = candidate.run(List.of("id", "-u"), ROOT);
      boolean works = probe.succeeded() && !probe.output().strip().equals("0");
      boolean reaches = works && candidate.enters(folder);
      if (reaches) {
        return candidate;
      }
      someWorks |= works;
      tried.add(
          String.join(" ", candidate.prefix)
              + ": "
              + (works ? "works, but cannot enter the folder" : probe.output().strip()));
    }
    throw someWorks
        ? new EmbeddedPostgresException.FolderUnreachable(folder, String.join("; ", tried))
        : new EmbeddedPostgresException.RootOnly(String.join("; ", tried));
  }

  static boolean isWindows() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
  }

  Program run(List<String> command, Path workingFolder) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return Program.run(whole, workingFolder);
  }

  boolean enters(Path folder) {
    return prefix.isEmpty()
        ? Files.isExecutable(folder)
        : run(List.of("test", "-x", folder.toString()), ROOT).succeeded();
  }

  /** Gives a file or a whole folder to the server's user, when that is not us. */
  void takeOver(Path path) {
    if (owner < 0) {
      return;
    }
    try {
      if (((Number) Files.getAttribute(path, "unix:uid")).longValue() == owner) {
        return;
      }
      try (Stream<Path> all = Files.walk(path)) {
        for (Path each : (Iterable<Path>) all::iterator) {
          Files.setAttribute(each, "unix:uid", (int) owner, LinkOption.NOFOLLOW_LINKS);
          Files.setAttribute(each, "unix:gid", (int) group, LinkOption.NOFOLLOW_LINKS);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new EmbeddedPostgresException.FolderUnusable(
          path, "its owner cannot be changed to uid " + owner, e);
    }
  }

  private static List<ServerAccount> candidates() {
    List<ServerAccount> candidates = new ArrayList<>();
    candidates.add(new ServerAccount(List.of("unshare", "-U"), 0, 0));
    for (String name : List.of("postgres", "nobody")) {
      Program uid = Program.run(List.of("id", "-u", name), ROOT);
      Program gid = Program.run(List.of("id", "-g", name), ROOT);
      if (uid.succeeded() && gid.succeeded()) {
        String user = uid.output().strip();
        String group = gid.output().strip();
        List<String> setpriv =
            List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups");
        List<String> runuser = List.of("runuser", "-u", name, "--");
        candidates.add(new ServerAccount(setpriv, Long.parseLong(user), Long.parseLong(group)));
        candidates.add(new ServerAccount(runuser, Long.parseLong(user), Long.parseLong(group)));
      }
    }
    return candidates;
  }
}
