package io.github.ddbmessaging.store;

import io.github.ddbmessaging.store.Wire.Fault;
import io.github.ddbmessaging.testing.internal.Service;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The faults that DynamoDB and the network have in store, as the AWS SDK reports them. */
public final class Faults {
  private Faults() {}

  /** The request is done, but the connection breaks before the response is back. */
  public static Fault responseLost() {
    return (request, service) ->
        done(request, service)
            .thenCompose(done -> failed(unreachable(new IOException("Connection reset"))));
  }

  /** The request never gets there. */
  public static Fault notSent() {
    return (request, service) -> failed(unreachable(new ConnectException("Connection refused")));
  }

  /** The service fails, and leaves open whether the request is done. It is. */
  public static Fault internalError() {
    return doneBut("InternalServerError", 500);
  }

  /** The request is done, but an error is what comes back: from a proxy, say. */
  public static Fault doneBut(String errorCode, int status) {
    return (request, service) ->
        done(request, service)
            .thenCompose(
                done ->
                    failed(
                        DynamoDbException.builder()
                            .statusCode(status)
                            .awsErrorDetails(code(errorCode))
                            .build()));
  }

  /** The table has no units left. */
  public static Fault throttled() {
    return (request, service) ->
        failed(
            ProvisionedThroughputExceededException.builder()
                .statusCode(400)
                .awsErrorDetails(code("ProvisionedThroughputExceededException"))
                .build());
  }

  /** The service refuses the request for a reason that no retry mends. */
  public static Fault refused(String errorCode) {
    return (request, service) ->
        failed(
            DynamoDbException.builder()
                .statusCode(400)
                .message("Refused")
                .awsErrorDetails(code(errorCode))
                .build());
  }

  /** The transaction is cancelled, by its last action. */
  public static Fault canceled(String reasonCode) {
    return (request, service) -> {
      int last = ((TransactWriteItemsRequest) request).transactItems().size() - 1;
      return failed(
          TransactionCanceledException.builder()
              .statusCode(400)
              .awsErrorDetails(code("TransactionCanceledException"))
              .cancellationReasons(reasons(last, reasonCode))
              .build());
    };
  }

  /** The process ends before the request is sent; it needs {@link #gone} for all that follow. */
  public static Fault gone() {
    return (request, service) -> failed(new IllegalStateException("The process has ended"));
  }

  /** The process ends after the request is done; it needs {@link #gone} for all that follow. */
  public static Fault goneAfterwards() {
    return (request, service) ->
        done(request, service).thenCompose(done -> gone().strike(request, service));
  }

  /** The service has responded, well or badly, and the response is dropped. */
  private static CompletableFuture<Boolean> done(SdkRequest request, Service service) {
    return service.send(request).handle((response, failure) -> true);
  }

  private static List<CancellationReason> reasons(int last, String reasonCode) {
    return IntStream.rangeClosed(0, last)
        .mapToObj(i -> CancellationReason.builder().code(i == last ? reasonCode : "None").build())
        .toList();
  }

  private static SdkClientException unreachable(IOException cause) {
    return SdkClientException.create("Unable to execute HTTP request", cause);
  }

  private static AwsErrorDetails code(String errorCode) {
    return AwsErrorDetails.builder().errorCode(errorCode).errorMessage("Injected").build();
  }

  private static CompletableFuture<SdkResponse> failed(RuntimeException failure) {
    return CompletableFuture.failedFuture(failure);
  }
}
