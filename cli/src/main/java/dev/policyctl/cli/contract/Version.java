package dev.policyctl.cli.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build. */
public final class Version implements IVersionProvider {

  /** As the build wrote it down: {@code 0.1.0}. */
  public static String current() {
    try (InputStream in = Version.class.getResourceAsStream("build.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("the build wrote no version", e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"policyctl " + current()};
  }
}
