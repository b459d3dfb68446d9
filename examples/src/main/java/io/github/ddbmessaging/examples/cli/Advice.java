package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.DisplayText;
import io.github.ddbmessaging.examples.cli.table.ToolException;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.OtherUserException;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What a failure means to the person at the terminal, and what to do: one line. Pure. */
final class Advice {
  /** The library's advice names what programs call: here is what people type instead. */
  private static final Map<String, String> IN_WORDS_OF_THE_TOOL =
      Map.of(
          "beginChanges()",
          "'" + Tool.NAME + " changes GROUP'",
          "adoptGroup or migrate, and call again",
          "'" + Tool.NAME + " migrate'",
          "a store that acts for nobody",
          "the service, without --as,",
          "use one that acts for nobody",
          "leave out --as",
          "A store that acts for user",
          "User");

  private Advice() {}

  /**
   * Explains a failure.
   *
   * @param failure what was thrown
   * @param options what the tool was told
   * @return one line without control characters
   */
  static String of(Throwable failure, GlobalOptions options) {
    boolean inDoubt = failure instanceof MessagingException own && own.mayHaveTakenEffect();
    return DisplayText.oneLine(
        explain(failure, options)
            + (inDoubt ? "; it may have taken effect all the same, so look before repeating" : ""));
  }

  private static String explain(Throwable failure, GlobalOptions options) {
    if (failure instanceof RetriesExhaustedException || failure instanceof ToolException) {
      return String.valueOf(failure.getMessage());
    }
    Optional<AwsServiceException> refusal = cause(failure, AwsServiceException.class);
    if (refusal.isPresent()) {
      return refused(refusal.get(), options);
    }
    Optional<SdkClientException> client = cause(failure, SdkClientException.class);
    if (client.isPresent()) {
      return notSent(client.get(), options);
    }
    if (failure instanceof GroupNotFoundException) {
      // The library's advice names its methods.
      String message = message(failure);
      return message.substring(0, Math.max(0, message.indexOf(';')))
          + "; begin one with '"
          + Tool.NAME
          + " start', or, if the original application made it, name its members by adoptGroup of"
          + " the library";
    }
    if (failure instanceof OtherUserException && !message(failure).contains(";")) {
      return inWordsOfTheTool(message(failure)) + "; name that user with --as, or leave it out";
    }
    if (failure instanceof MessagingException || failure instanceof UncheckedIOException) {
      return inWordsOfTheTool(message(failure));
    }
    if (failure instanceof OutOfMemoryError) {
      return "Memory ran out; give the tool more, such as java -Xmx2g -jar";
    }
    return "This should not have happened: " + failure + "; --verbose tells more";
  }

  private static String message(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }

  private static String inWordsOfTheTool(String message) {
    String told = message;
    for (Map.Entry<String, String> words : IN_WORDS_OF_THE_TOOL.entrySet()) {
      told = told.replace(words.getKey(), words.getValue());
    }
    return told;
  }

  private static String refused(AwsServiceException refusal, GlobalOptions options) {
    String code = refusal.awsErrorDetails() == null ? null : refusal.awsErrorDetails().errorCode();
    if (code == null) {
      return "What answers at "
          + where(options)
          + " is no DynamoDB (HTTP status "
          + refusal.statusCode()
          + "); name another address with --endpoint-url";
    }
    return switch (code) {
      case "ResourceNotFoundException" ->
          "There is no table '"
              + options.table()
              + "' at "
              + where(options)
              + "; make it with '"
              + Tool.NAME
              + " schema-load', or name another with --table";
      case "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "IncompleteSignature",
          "MissingAuthenticationTokenException",
          "ExpiredTokenException" ->
          "AWS does not accept the credentials ("
              + code
              + "); log in again, or name other ones with --profile";
      case "AccessDeniedException" ->
          "The credentials do not permit it; ask for the right, or name other ones with"
              + " --profile: "
              + refusal.awsErrorDetails().errorMessage();
      case "ProvisionedThroughputExceededException",
          "ThrottlingException",
          "RequestLimitExceeded" ->
          "DynamoDB is busy beyond the table's limits (" + code + "); try again later";
      default -> "DynamoDB refused it: " + code + ": " + refusal.awsErrorDetails().errorMessage();
    };
  }

  private static String notSent(SdkClientException failure, GlobalOptions options) {
    String message = String.valueOf(failure.getMessage());
    if (cause(failure, ConnectException.class).isPresent()
        || cause(failure, UnknownHostException.class).isPresent()
        || cause(failure, SocketTimeoutException.class).isPresent()) {
      return "No DynamoDB answers at "
          + where(options)
          + (options.prod()
              ? "; check the network"
              : "; start one with '" + Tool.NAME + " serve', or name another with --endpoint-url");
    }
    return "The request to " + where(options) + " failed: " + message;
  }

  private static String where(GlobalOptions options) {
    return options.prod() ? "AWS" : options.endpoint().toString();
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
    return Stream.iterate(failure, throwable -> throwable != null, Throwable::getCause)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
