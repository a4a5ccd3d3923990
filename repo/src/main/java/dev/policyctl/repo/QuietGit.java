package dev.policyctl.repo;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JGit to the objects of one repository: no {@code git} process, no system or user
 * configuration, no files in the home folder, no measuring of the file system's clock.
 */
final class QuietGit {
  private static boolean installed;

  private QuietGit() {}

  static synchronized void install() {
    if (!installed) {
      installed = true;
      FS.FileStoreAttributes.setBackground(true);
      SystemReader.setInstance(new Silent(SystemReader.getInstance()));
    }
  }

  private static final class Silent extends SystemReader.Delegate {
    Silent(SystemReader reader) {
      super(reader);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
      return new EmptyConfig(parent);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
      return new EmptyConfig(parent);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
      return new EmptyConfig(parent);
    }

    @Override
    public StoredConfig getSystemConfig() {
      return new EmptyConfig(null);
    }

    @Override
    public StoredConfig getUserConfig() {
      return new EmptyConfig(null);
    }

    @Override
    public StoredConfig getJGitConfig() {
      return new EmptyConfig(null);
    }
  }

  private static final class EmptyConfig extends FileBasedConfig {
    /** FAT's, the coarsest that there is. */
    private static final Duration COARSEST = Duration.ofSeconds(2);

    EmptyConfig(@Nullable Config parent) {
      super(parent, null, FS.DETECTED);
    }

    /**
     * States the resolution of time stamps. Where no configuration does, JGit measures it with
     * probe files in the very folder that it is to read.
     */
    @Override
    public long getTimeUnit(
        @Nullable String section,
        @Nullable String subsection,
        @Nullable String name,
        long defaultValue,
        TimeUnit wantUnit) {
      return ConfigConstants.CONFIG_FILESYSTEM_SECTION.equals(section)
          ? wantUnit.convert(COARSEST)
          : super.getTimeUnit(section, subsection, name, defaultValue, wantUnit);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
