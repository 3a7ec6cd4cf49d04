package dev.migrationledger.runner.attribution;

import java.io.File;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps JGit to the repository: no settings from outside, no call of the git program, and no
 * measuring of the file system's clock, which would write into the repository and the home folder.
 */
final class QuietSystem extends SystemReader.Delegate {

  private static final long CLOCK_STEP_NANOS = TimeUnit.SECONDS.toNanos(2);

  private QuietSystem(SystemReader system) {
    super(system);
  }

  static synchronized void install() {
    if (!(SystemReader.getInstance() instanceof QuietSystem)) {
      SystemReader.setInstance(new QuietSystem(SystemReader.getInstance()));
    }
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  /** An empty configuration that no file backs. */
  private static final class Nothing extends FileBasedConfig {

    Nothing(Config parent, FS fs) {
      super(parent, new File("none"), fs);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }

    @Override
    public long getTimeUnit(
        String section, String subsection, String name, long fallback, TimeUnit unit) {
      return section.equals("filesystem")
          ? unit.convert(CLOCK_STEP_NANOS, TimeUnit.NANOSECONDS)
          : fallback;
    }
  }
}
