package io.github.ddbmessaging.examples.cli;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is missing or wrong in the settings that AWS's SDK reads, and what to do. Pure. */
final class AwsSettings {
  private static final String NO_CREDENTIALS = "Unable to load credentials";
  private static final String NO_REGION = "Unable to load region";
  private static final String NO_SUCH_LOGIN = "class path";
  private static final String NONE_IN_PROFILE = "contained no credentials";

  /** What the SDK says where it did not find what a profile was to give. */
  private static final List<String> MISSING = List.of(NO_CREDENTIALS, NO_REGION, NONE_IN_PROFILE);

  private AwsSettings() {}

  /**
   * Explains why the SDK makes no client.
   *
   * @param failure what it threw
   * @param profile the profile that somebody named
   * @param variables the names of the variables that are set
   * @return one sentence
   */
  static String explain(
      RuntimeException failure, Optional<NamedProfile> profile, List<String> variables) {
    String message = String.valueOf(failure.getMessage());
    Optional<NamedProfile> missing = profile.filter(named -> !named.exists());
    if (missing.isPresent() && MISSING.stream().anyMatch(message::contains)) {
      return missing(missing.get());
    }
    if (message.contains(NO_SUCH_LOGIN)) {
      return "The tool can't log in as the profile says; export credentials with 'aws configure"
          + " export-credentials --format env', and run it without a profile";
    }
    if (message.contains(NO_REGION)) {
      return "No AWS region was found; name one with --region";
    }
    if (message.contains(NO_CREDENTIALS) || message.contains(NONE_IN_PROFILE)) {
      return "No AWS credentials were found"
          + profile.map(named -> " in profile '" + named.name() + "'").orElse("")
          + "; log in, or name a profile that has some with --profile. Without --prod none are"
          + " needed";
    }
    return "A setting of AWS is damaged: "
        + message
        + "; look at "
        + (variables.isEmpty() ? "" : String.join(", ", variables) + " and at ")
        + "the files that 'aws configure' writes";
  }

  /**
   * The variables that the SDK may read.
   *
   * @param variables the names of all variables
   * @return those names, sorted; never values, which may be secret
   */
  static List<String> names(Collection<String> variables) {
    return variables.stream().filter(name -> name.startsWith("AWS_")).sorted().toList();
  }

  private static String missing(NamedProfile profile) {
    boolean byOption = profile.namedBy().equals(NamedProfile.OPTION);
    return "There is no AWS profile '"
        + profile.name()
        + "'"
        + (byOption ? "" : ", which " + profile.namedBy() + " names")
        + "; 'aws configure list-profiles' tells which there are, --profile names one";
  }
}
