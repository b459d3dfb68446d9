package io.github.ddbmessaging.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AwsSettingsTest {
  private static final String NO_CREDENTIALS =
      "Unable to load credentials from any of the providers";
  private static final String NO_REGION = "Unable to load region from any of the providers";

  @Test
  void explain_whenThereAreNoCredentials_namesTheOption() {
    assertThat(explain(NO_CREDENTIALS))
        .isEqualTo(
            "No AWS credentials were found; log in, or name a profile that has some with"
                + " --profile. Without --prod none are needed");
  }

  @Test
  void explain_whenThereIsNoRegion_namesTheOption() {
    assertThat(explain(NO_REGION)).isEqualTo("No AWS region was found; name one with --region");
  }

  @Test
  void explain_whenTheVariableNamesNoProfile_saysSoAndNotToUseTheVariable() {
    NamedProfile nope = new NamedProfile("nope", "AWS_PROFILE", false);

    assertThat(
            AwsSettings.explain(new IllegalStateException(NO_REGION), Optional.of(nope), List.of()))
        .isEqualTo(
            "There is no AWS profile 'nope', which AWS_PROFILE names; 'aws configure"
                + " list-profiles' tells which there are, --profile names one");
  }

  @Test
  void explain_whenTheOptionNamesNoProfile_saysSo() {
    NamedProfile nope = new NamedProfile("nope", NamedProfile.OPTION, false);

    assertThat(
            AwsSettings.explain(
                new IllegalStateException("Profile file contained no credentials"),
                Optional.of(nope),
                List.of()))
        .startsWith("There is no AWS profile 'nope'; ");
  }

  @Test
  void explain_whenTheProfileHasNoCredentials_namesIt() {
    NamedProfile bare = new NamedProfile("bare", "AWS_PROFILE", true);

    assertThat(
            AwsSettings.explain(
                new IllegalStateException(NO_CREDENTIALS), Optional.of(bare), List.of()))
        .startsWith("No AWS credentials were found in profile 'bare'; ");
  }

  @Test
  void explain_whenTheLoginNeedsAnotherModule_saysHowToDoWithout() {
    assertThat(explain("the 'sso' service module must be on the class path"))
        .contains("export-credentials");
  }

  @Test
  void explain_anythingElse_saysWhereToLook() {
    NamedProfile nope = new NamedProfile("nope", "AWS_PROFILE", false);

    assertThat(
            AwsSettings.explain(
                new NumberFormatException("why"),
                Optional.of(nope),
                AwsSettings.names(List.of("PATH", "AWS_PROFILE", "AWS_MAX_ATTEMPTS"))))
        .isEqualTo(
            "A setting of AWS is damaged: why; look at AWS_MAX_ATTEMPTS, AWS_PROFILE and at the"
                + " files that 'aws configure' writes");
  }

  private static String explain(String message) {
    return AwsSettings.explain(new IllegalStateException(message), Optional.empty(), List.of());
  }
}
