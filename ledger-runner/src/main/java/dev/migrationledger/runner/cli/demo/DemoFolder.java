package dev.migrationledger.runner.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** The demo's scratch folder: a git repository with the story's migrations. */
final class DemoFolder implements AutoCloseable {

  private static final String STORY = "/demo/story/";
  private static final String LATER = "/demo/story-later/";

  private final Path path;
  private final boolean keep;
  private final Git git;

  private DemoFolder(Path path, boolean keep, Git git) {
    this.path = path;
    this.keep = keep;
    this.git = git;
  }

  static DemoFolder create(boolean keep) {
    try {
      var path = Files.createTempDirectory("ledger-demo-");
      Files.createDirectory(path.resolve("migrations"));
      Files.writeString(path.resolve(".gitignore"), ".ledger/\n");
      return new DemoFolder(path, keep, Git.init().setDirectory(path.toFile()).call());
    } catch (IOException e) {
      throw new UncheckedIOException("no scratch folder can be made", e);
    } catch (GitAPIException e) {
      throw new IllegalStateException("no git repository can be made", e);
    }
  }

  Path path() {
    return path;
  }

  void writeStory() {
    for (var name : index()) {
      write(STORY, name);
    }
  }

  /** Puts the later text of a migration in place. */
  void replace(String name) {
    write(LATER, name);
  }

  void rename(String from, String to) {
    try {
      Files.move(file(from), file(to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void commit(String author, String message) {
    var address =
        author.substring(0, author.indexOf(' ')).toLowerCase(Locale.ROOT) + "@shop.example";
    var person = new PersonIdent(author, address);
    try {
      git.add().addFilepattern(".").call();
      git.add().addFilepattern(".").setUpdate(true).call();
      git.commit().setAuthor(person).setCommitter(person).setSign(false).setMessage(message).call();
    } catch (GitAPIException e) {
      throw new IllegalStateException("the demo's repository cannot be written", e);
    }
  }

  private Path file(String name) {
    return path.resolve("migrations").resolve(name);
  }

  private void write(String from, String name) {
    try (var in = resource(from + name)) {
      Files.write(file(name), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> index() {
    try (var in = resource(STORY + "INDEX")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) {
    var in = DemoFolder.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("the program was built without " + name);
    }
    return in;
  }

  @Override
  public void close() {
    git.close();
    if (keep) {
      return;
    }
    try (var files = Files.walk(path)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the scratch folder " + path + " cannot be removed", e);
    }
  }
}
