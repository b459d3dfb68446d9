package io.github.ddbmessaging.examples.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.transformers.v2.DynamodbEventTransformer;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.Projector;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.ProjectionResult;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Hands the stream records that Lambda delivers to a {@link Projector}, and tells Lambda where to
 * start again. The event source mapping must report batch item failures ({@code
 * FunctionResponseTypes: ReportBatchItemFailures}).
 *
 * <p>Lambda makes one instance per execution environment and calls it from one thread at a time.
 */
public final class ProjectorHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  /** The environment variable that names the table. */
  public static final String TABLE_NAME = "TABLE_NAME";

  private final Projector projector;

  /**
   * What Lambda calls: a client with the function's credentials and region, and the table of the
   * environment variable {@link #TABLE_NAME}. Reads from the table once, so that the first event
   * need not wait for what a JVM does once.
   *
   * @throws InvalidInputException if the variable is not set
   */
  public ProjectorHandler() {
    this(
        MessagingStore.builder()
            .client(
                DynamoDbClient.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build())
            .tableName(tableName(System.getenv()))
            .build()
            .projector());
    prime();
  }

  /**
   * A handler over any projector.
   *
   * @param projector what works off the records
   */
  public ProjectorHandler(Projector projector) {
    this.projector = projector;
  }

  /**
   * Brings the rows of all groups in a batch up to date. A record that can never be applied is
   * logged by its sequence number and skipped.
   *
   * @param event records of one shard of the stream
   * @param context gives the logger
   * @return the lowest sequence number that is not done, from which Lambda delivers again, or no
   *     failure if all is done
   * @throws io.github.ddbmessaging.model.MessagingException if the heads of the groups can't be
   *     read; Lambda delivers the whole batch again
   */
  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    ProjectionResult result = projector.project(DynamodbEventTransformer.toRecordsV2(event));
    log(result, context.getLogger());
    return new StreamsEventResponse(
        result.retryFrom().map(BatchItemFailure::new).stream().toList());
  }

  /**
   * Does what each call begins with, for a message that is not there: opens a connection, reads,
   * and writes nothing. Lambda makes the handler while it initializes the function, before a
   * snapshot if there is one, so the first event finds the code loaded.
   */
  void prime() {
    Map<String, AttributeValue> keys =
        Map.of("pk", text("MSG#priming"), "sk", text("2026-01-01T00:00:00.000000Z#priming"));
    DynamodbStreamRecord removed = new DynamodbStreamRecord();
    removed.setEventName("REMOVE");
    removed.setDynamodb(
        new StreamRecord()
            .withKeys(keys)
            .withSequenceNumber("0")
            .withApproximateCreationDateTime(Date.from(Instant.EPOCH)));
    DynamodbEvent event = new DynamodbEvent();
    event.setRecords(List.of(removed));
    try {
      var unused = projector.project(DynamodbEventTransformer.toRecordsV2(event));
    } catch (MessagingException e) {
      // The first event will meet the same, and Lambda tells of it.
    }
  }

  private static void log(ProjectionResult result, LambdaLogger logger) {
    result.rejected().forEach(rejected -> logger.log(rejected.toString(), LogLevel.ERROR));
    result
        .failures()
        .forEach(
            (groupId, failure) ->
                logger.log("Message group " + groupId + " failed: " + failure, LogLevel.WARN));
  }

  private static AttributeValue text(String value) {
    return new AttributeValue().withS(value);
  }

  static String tableName(Map<String, String> environment) {
    String name = environment.get(TABLE_NAME);
    if (name == null) {
      throw new InvalidInputException("The environment variable " + TABLE_NAME + " is not set");
    }
    return name;
  }
}
