package io.github.ddbmessaging.examples.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/**
 * A profile of AWS's files that somebody named.
 *
 * @param name its name
 * @param namedBy what names it, such as {@code AWS_PROFILE}
 * @param exists whether one of the files has it
 */
record NamedProfile(String name, String namedBy, boolean exists) {
  /** The option that names one. */
  static final String OPTION = "--profile";

  /**
   * Finds the profile that is named.
   *
   * @param option the value of the option, or null
   * @return the profile; empty if nothing names one
   */
  static Optional<NamedProfile> find(@Nullable String option) {
    if (option != null) {
      return Optional.of(new NamedProfile(option, OPTION, exists(option)));
    }
    return ProfileFileSystemSetting.AWS_PROFILE
        .getNonDefaultStringValue()
        .map(name -> new NamedProfile(name, "AWS_PROFILE", exists(name)));
  }

  private static boolean exists(String name) {
    try {
      return ProfileFile.defaultProfileFile().profile(name).isPresent();
    } catch (IllegalArgumentException e) {
      // The files are damaged, which the failure itself tells.
      return true;
    }
  }
}
