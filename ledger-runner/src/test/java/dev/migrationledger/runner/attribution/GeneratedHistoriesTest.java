package dev.migrationledger.runner.attribution;

import static dev.migrationledger.runner.attribution.GitSandbox.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.script.Authorship;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random histories, git's own log as the judge. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GeneratedHistoriesTest {

  private static final int HISTORIES = 100;
  private static final String EMPTY_TEXT = "never committed";

  @Test
  void the_commits_are_those_of_git_log_follow(@TempDir Path folder) throws IOException {
    for (long seed = 1; seed <= HISTORIES; seed++) {
      Story story = new Story(folder.resolve("r" + seed), seed);
      String expected = story.git.git("log", "--follow", "--format=%H", "--", story.path);
      String text = Files.readString(story.git.top.resolve(story.path));
      try (GitLog log = GitLog.open(new GitFolder(story.git.top.resolve(".git"), story.git.top))) {
        assertThat(log.touching(story.git.top.resolve(story.path)))
            .as("seed %d", seed)
            .isEqualTo(expected.lines().toList());
      }
      story.assertChangesSinceEachText(text, expected.lines().toList());
    }
  }

  /** Edits, reverts, renames on the one line, and branches that are merged. */
  private static final class Story {

    private final long seed;
    private final RandomGenerator random;
    private final GitSandbox git;
    private final List<String> texts = new ArrayList<>();
    private String path = "m/0001_a.sql";
    private final Map<String, String> textOf = new HashMap<>();
    private boolean branched;
    private boolean merged;
    private int number;

    Story(Path top, long seed) throws IOException {
      this.seed = seed;
      this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      Files.createDirectories(top);
      this.git = new GitSandbox(top.toRealPath());
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        lines.add("line " + i + " " + Long.toHexString(random.nextLong()));
      }
      texts.add(String.join("\n", lines) + "\n");
      git.write(path, texts.getFirst());
      textOf.put(git.commit("ada", "first"), texts.getFirst());
      for (int step = 0; step < 3 + random.nextInt(5); step++) {
        step();
      }
    }

    private void step() throws IOException {
      switch (random.nextInt(5)) {
        case 0, 1 -> edit();
        case 2 -> revert();
        case 3 -> rename();
        default -> mergeBranch();
      }
    }

    private void edit() throws IOException {
      List<String> lines = new ArrayList<>(Files.readAllLines(git.top.resolve(path)));
      lines.set(random.nextInt(lines.size()), "edit " + ++number + " of " + seed);
      put(String.join("\n", lines) + "\n");
    }

    private void revert() {
      put(texts.get(random.nextInt(texts.size())));
    }

    private void put(String text) {
      git.write(path, text);
      if (!branched) {
        texts.add(text);
      }
      textOf.put(git.commit("author" + ++number, "change"), text);
    }

    private void rename() throws IOException {
      String target = "m/0001_n" + ++number + ".sql";
      git.git("mv", path, target);
      path = target;
      if (random.nextBoolean()) {
        edit();
      } else {
        textOf.put(
            git.commit("author" + number, "rename"), Files.readString(git.top.resolve(path)));
      }
    }

    private void mergeBranch() throws IOException {
      git.git("checkout", "-q", "-b", "b" + ++number);
      branched = true;
      merged = true;
      edit();
      if (random.nextBoolean()) {
        edit();
      }
      String branch = git.git("branch", "--show-current").strip();
      git.git("checkout", "-q", "main");
      git.write("other" + number, "x");
      git.commit("ada", "other");
      git.git("merge", "-q", "--no-ff", "-m", "merge", branch);
      branched = false;
      texts.add(Files.readString(git.top.resolve(path)));
    }

    /** On one line of history: what git lists before the newest commit that holds the text. */
    private void assertChangesSinceEachText(String now, List<String> log) {
      for (String previous : texts) {
        try (FileHistory history = git.history("m")) {
          Changes changes =
              history.changesSince(git.top.resolve(path), sum(EMPTY_TEXT), sum(previous), sum(now));
          assertThat(changes.complete()).as("seed %d", seed).isTrue();
          if (!merged) {
            assertThat(changes.changes())
                .as("seed %d", seed)
                .extracting(Authorship::commit)
                .isEqualTo(
                    previous.equals(now)
                        ? List.of()
                        : log.stream().takeWhile(c -> !previous.equals(textOf.get(c))).toList());
          }
        }
      }
    }
  }
}
