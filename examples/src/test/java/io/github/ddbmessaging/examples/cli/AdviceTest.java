package io.github.ddbmessaging.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.examples.cli.table.ToolException;
import io.github.ddbmessaging.model.GroupNotAdoptedException;
import io.github.ddbmessaging.model.NotAnOwnerException;
import io.github.ddbmessaging.model.OtherUserException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class AdviceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ExpiredTokenException       | AWS does not accept the credentials (ExpiredTokenException); log in again, or name other ones with --profile
          UnrecognizedClientException | AWS does not accept the credentials (UnrecognizedClientException); log in again, or name other ones with --profile
          AccessDeniedException       | The credentials do not permit it; ask for the right, or name other ones with --profile: why
          ThrottlingException         | DynamoDB is busy beyond the table's limits (ThrottlingException); try again later
          ResourceNotFoundException   | There is no table 'messages' at AWS; make it with 'ddb schema-load', or name another with --table
          ValidationException         | DynamoDB refused it: ValidationException: why
          """)
  void of_whenAwsRefuses_saysWhatToDo(String code, String advice) {
    assertThat(Advice.of(refused(code), options("--prod"))).isEqualTo(advice);
  }

  @Test
  void of_whenSomethingElseAnswers_saysSo() {
    assertThat(Advice.of(DynamoDbException.builder().statusCode(404).build(), options()))
        .isEqualTo(
            "What answers at http://localhost:8000 is no DynamoDB (HTTP status 404); name another"
                + " address with --endpoint-url");
  }

  @Test
  void of_whenAwsIsUnreachable_saysSo() {
    assertThat(
            Advice.of(
                SdkClientException.create("no", new ConnectException("refused")),
                options("--prod")))
        .isEqualTo("No DynamoDB answers at AWS; check the network");
  }

  @Test
  void of_whenMessageSteersTheTerminal_printsNoneOfIt() {
    assertThat(Advice.of(new ToolException("a\u001B[31mb\nc"), options())).isEqualTo("a [31mb c");
  }

  @Test
  void of_whenMemoryRunsOut_saysHowToGiveMore() {
    assertThat(Advice.of(new OutOfMemoryError(), options()))
        .isEqualTo("Memory ran out; give the tool more, such as java -Xmx2g -jar");
  }

  @Test
  void of_whenAMemberIsNoOwner_namesTheOption() {
    assertThat(Advice.of(new NotAnOwnerException("bob", "g-1", "rename it"), options()))
        .isEqualTo(
            "User 'bob' does not own message group 'g-1'; only its owners and the service, without"
                + " --as, can rename it");
  }

  @Test
  void of_whenAUserActsForAnother_saysWhatToDo() {
    String refusal = "A store that acts for user 'ann' can't read the list of user 'bob'";

    assertThat(Advice.of(new OtherUserException(refusal), options()))
        .isEqualTo(
            "User 'ann' can't read the list of user 'bob'; name that user with --as, or leave it"
                + " out");
  }

  @Test
  void of_whenOnlyTheServiceMay_saysToLeaveTheOptionOut() {
    String refusal = "A store that acts for user 'ann' can't purge; use one that acts for nobody";

    assertThat(Advice.of(new OtherUserException(refusal), options()))
        .isEqualTo("User 'ann' can't purge; leave out --as");
  }

  @Test
  void of_whenAGroupIsNotAdopted_namesTheCommand() {
    assertThat(Advice.of(new GroupNotAdoptedException("g-1"), options()))
        .isEqualTo(
            "Message group 'g-1' has no head, as those of the original application until they are"
                + " adopted; send a message into it, or adopt it with 'ddb migrate'");
  }

  private static DynamoDbException refused(String code) {
    return (DynamoDbException)
        DynamoDbException.builder()
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("why").build())
            .build();
  }

  private static GlobalOptions options(String... args) {
    GlobalOptions options = new GlobalOptions();
    new CommandLine(options).parseArgs(args);
    return options;
  }
}
