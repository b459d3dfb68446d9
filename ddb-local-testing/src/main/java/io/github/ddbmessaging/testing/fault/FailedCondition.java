package io.github.ddbmessaging.testing.fault;

import io.github.ddbmessaging.testing.internal.Service;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The condition of a plain write does not hold; the write is not sent. */
record FailedCondition() implements Fault {

  @Override
  public CompletableFuture<SdkResponse> strike(SdkRequest request, Service next, String injector) {
    boolean plainWrite =
        request instanceof PutItemRequest
            || request instanceof UpdateItemRequest
            || request instanceof DeleteItemRequest;
    return Failing.with(
        plainWrite
            ? ServiceErrors.conditionalCheckFailed(injector)
            : new IllegalStateException("not a plain write" + injector));
  }
}
