package dev.migrationledger.runner.attribution;

import static dev.migrationledger.runner.attribution.GitSandbox.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Authorship.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FileHistoryTest {

  private static final String FILE = "migrations/0001_a.sql";
  private static final String A = "create table a (id int);\n-- one\n-- two\n-- three\n";
  private static final String B = A + "-- four\n";
  private static final String C = B + "-- five\n";

  @TempDir Path folder;

  @Test
  void two_edits_in_a_row_are_two_changes_newest_first() {
    GitSandbox git = started();
    git.write(FILE, B);
    git.commit("bob", "edit");
    git.write(FILE, C);
    git.commit("cleo", "edit again");

    assertThat(authors(changes(git, A, A, C))).containsExactly("cleo", "bob");
    assertThat(changes(git, A, A, C).complete()).isTrue();
    assertThat(authors(changes(git, A, B, C))).containsExactly("cleo");
  }

  @Test
  void a_revert_is_the_only_change_after_the_edit_it_reverts() {
    GitSandbox git = started();
    git.write(FILE, B);
    git.commit("bob", "edit");
    git.write(FILE, A);
    String revert = git.commit("cleo", "revert");

    assertThat(authors(changes(git, A, B, A))).containsExactly("cleo");
    assertThat(changes(git, A, A, A).changes()).isEmpty();
    assertThat(author(git, A).commit()).isEqualTo(revert);
  }

  @Test
  void a_revert_after_an_edit_that_was_never_committed_is_a_commit_all_the_same() {
    GitSandbox git = started();
    git.write(FILE, B);
    git.commit("bob", "edit");
    git.write(FILE, C);
    assertThat(sources(changes(git, A, B, C))).containsExactly(Source.UNCOMMITTED);
    git.write(FILE, A);
    git.commit("cleo", "revert");

    assertThat(authors(changes(git, A, C, A))).containsExactly("cleo", "bob");
    assertThat(sources(changes(git, A, C, A))).containsOnly(Source.COMMITTED);
    assertThat(changes(git, A, C, A).complete()).isFalse();
  }

  @Test
  void an_edit_undone_before_any_commit_was_undone_without_one() {
    GitSandbox git = started();
    git.write(FILE, B);
    git.write(FILE, A);

    assertThat(sources(changes(git, A, B, A))).containsExactly(Source.UNCOMMITTED);
  }

  @Test
  void an_uncommitted_edit_comes_first_staged_or_not() {
    GitSandbox git = started();
    git.write(FILE, B);
    git.commit("bob", "edit");
    git.write(FILE, C);

    assertThat(sources(changes(git, A, A, C)))
        .containsExactly(Source.UNCOMMITTED, Source.COMMITTED);
    git.git("add", "-A");
    assertThat(sources(changes(git, A, B, C))).containsExactly(Source.UNCOMMITTED);
    assertThat(author(git, C).source()).isEqualTo(Source.UNCOMMITTED);
    assertThat(author(git, C).author()).isNotEmpty();
  }

  @Test
  void a_rename_is_followed_also_with_an_edit() {
    GitSandbox git = started();
    git.git("mv", FILE, "migrations/0001_b.sql");
    git.commit("bob", "rename");
    git.write("migrations/0001_c.sql", B);
    git.git("rm", "-q", "migrations/0001_b.sql");
    git.commit("cleo", "rename and edit");

    Path now = folder.resolve("migrations/0001_c.sql");
    try (FileHistory history = git.history("migrations")) {
      Changes changes = history.changesSince(now, sum(A), sum(A), sum(B));
      assertThat(authors(changes)).containsExactly("cleo");
      assertThat(history.authorOf(now, sum(B)).author()).isEqualTo("cleo");
      assertThat(history.textAt(now, sum(A))).contains(A);
    }
  }

  @Test
  void the_bytes_of_a_renamed_file_are_still_its_first_authors() {
    GitSandbox git = started();
    git.git("mv", FILE, "moved.sql");
    git.commit("bob", "rename");

    try (FileHistory history = git.history(".")) {
      assertThat(history.authorOf(folder.resolve("moved.sql"), sum(A)).author()).isEqualTo("ada");
    }
  }

  @Test
  void a_change_that_came_through_a_merge_is_its_authors() {
    GitSandbox git = started();
    git.git("checkout", "-q", "-b", "side");
    git.write(FILE, B);
    git.commit("bob", "edit on the side");
    git.git("checkout", "-q", "main");
    git.write("other.txt", "x");
    git.commit("ada", "other");
    git.git("merge", "-q", "--no-ff", "-m", "merge", "side");

    assertThat(authors(changes(git, A, A, B))).containsExactly("bob");
    assertThat(author(git, B).author()).isEqualTo("bob");
  }

  @Test
  void a_clean_checkout_with_crlf_is_committed() {
    GitSandbox git = started();
    git.write(FILE, B);
    git.commit("bob", "edit");
    git.write(FILE, B.replace("\n", "\r\n"));

    String crlfA = A.replace("\n", "\r\n");
    String crlfB = B.replace("\n", "\r\n");
    assertThat(author(git, crlfB).author()).isEqualTo("bob");
    assertThat(authors(changes(git, crlfA, crlfA, crlfB))).containsExactly("bob");
  }

  @Test
  void a_shallow_clone_says_that_its_changes_are_not_complete(@TempDir Path other)
      throws IOException {
    GitSandbox git = started();
    git.write(FILE, B);
    git.commit("bob", "edit");
    Path clone = other.resolve("clone");
    git.git("clone", "-q", "--depth", "1", "file://" + folder, clone.toString());

    try (FileHistory history = FileHistory.open(clone, Map.of())) {
      Changes changes = history.changesSince(clone.resolve(FILE), sum(A), sum(A), sum(B));
      assertThat(changes.complete()).isFalse();
      assertThat(authors(changes)).containsExactly("bob");
      assertThat(history.notes()).hasSize(1).first().asString().contains("shallow");
    }
  }

  @Test
  void author_and_committer_are_kept_apart_and_hostile_text_is_bounded() throws IOException {
    GitSandbox git = started();
    git.write(FILE, B);
    Path message =
        git.write("../" + folder.getFileName() + ".msg", "\u001b[2J" + "x".repeat(1 << 20));
    git.git("add", "-A");
    git.git("commit", "-q", "-F", message.toString(), "--author", "y".repeat(5_000) + " <e@x>");
    Files.delete(message);

    Authorship author = author(git, B);
    assertThat(author.author()).hasSize(256).endsWith("y…");
    assertThat(author.committer()).isEqualTo("Committer");
    assertThat(author.message()).startsWith("\u001b[2Jxxx").endsWith("x…");
    assertThat(author.message().getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSize(4_096);
  }

  @Test
  void without_git_the_owner_is_named() throws IOException {
    Path file = Files.writeString(folder.resolve("0001_a.sql"), A);
    try (FileHistory history = FileHistory.open(folder, Map.of())) {
      assertThat(history.authorOf(file, sum(A)).source()).isEqualTo(Source.NO_GIT);
      assertThat(sources(history.changesSince(file, sum(A), sum(A), sum(B))))
          .containsExactly(Source.NO_GIT);
    }
  }

  @Test
  void no_commit_yet_a_broken_repository_and_a_detached_head_are_no_obstacle() throws IOException {
    GitSandbox git = new GitSandbox(folder);
    git.write(FILE, A);
    assertThat(author(git, A).source()).isEqualTo(Source.UNCOMMITTED);
    git.commit("ada", "first");
    git.git("checkout", "-q", "--detach");
    assertThat(author(git, A).author()).isEqualTo("ada");
    Files.writeString(folder.resolve(".git/HEAD"), "rubbish");
    try (FileHistory history = git.history("migrations")) {
      assertThat(history.authorOf(folder.resolve(FILE), sum(A)).source())
          .isNotEqualTo(Source.COMMITTED);
    }
  }

  @Test
  void a_linked_worktree_and_a_symbolic_link_lead_to_the_repository(@TempDir Path other)
      throws IOException {
    GitSandbox git = started();
    Path tree = other.resolve("tree");
    git.git("worktree", "add", "-q", tree.toString());
    Path link = Files.createSymbolicLink(other.resolve("link"), tree.resolve("migrations"));
    try (FileHistory history = FileHistory.open(link, Map.of())) {
      assertThat(history.authorOf(link.resolve("0001_a.sql"), sum(A)).author()).isEqualTo("ada");
    }
  }

  @Test
  void nothing_is_written_beside_the_history() throws IOException {
    GitSandbox git = started();
    List<Path> before = tree();
    author(git, A);
    assertThat(tree()).isEqualTo(before);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().contains("JGit") && !thread.isDaemon());
  }

  private GitSandbox started() {
    GitSandbox git = new GitSandbox(folder);
    git.write(FILE, A);
    git.commit("ada", "first");
    return git;
  }

  private List<Path> tree() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }

  private Authorship author(GitSandbox git, String text) {
    try (FileHistory history = git.history("migrations")) {
      return history.authorOf(folder.resolve(FILE), sum(text));
    }
  }

  private Changes changes(GitSandbox git, String applied, String previous, String now) {
    try (FileHistory history = git.history("migrations")) {
      return history.changesSince(folder.resolve(FILE), sum(applied), sum(previous), sum(now));
    }
  }

  private static List<String> authors(Changes changes) {
    return changes.changes().stream().map(Authorship::author).toList();
  }

  private static List<Source> sources(Changes changes) {
    return changes.changes().stream().map(Authorship::source).toList();
  }
}
