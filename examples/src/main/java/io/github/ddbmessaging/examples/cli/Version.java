package io.github.ddbmessaging.examples.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the manifest of the tool's jar names. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      Tool.NAME + " " + Objects.requireNonNullElse(version, "(run from its classes)")
    };
  }
}
