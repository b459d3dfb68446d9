package io.github.ddbmessaging.stream;

import io.github.ddbmessaging.store.Wire.Fault;
import io.github.ddbmessaging.testing.internal.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/** Adds to a stream a second open shard, in which nothing ever comes. */
final class IdleShard implements Fault {
  private static final String NAME = "idle";

  @Override
  public CompletableFuture<SdkResponse> strike(SdkRequest request, Service service) {
    if (request instanceof DescribeStreamRequest) {
      return service.send(request, DescribeStreamResponse.class).thenApply(IdleShard::addedTo);
    }
    if (request instanceof GetShardIteratorRequest get && get.shardId().equals(NAME)) {
      return CompletableFuture.completedFuture(
          GetShardIteratorResponse.builder().shardIterator(NAME).build());
    }
    if (request instanceof GetRecordsRequest get && get.shardIterator().equals(NAME)) {
      return CompletableFuture.completedFuture(
          GetRecordsResponse.builder().nextShardIterator(NAME).build());
    }
    return service.send(request);
  }

  private static SdkResponse addedTo(DescribeStreamResponse response) {
    List<Shard> shards = new ArrayList<>(response.streamDescription().shards());
    shards.add(Shard.builder().shardId(NAME).build());
    return response.toBuilder()
        .streamDescription(response.streamDescription().toBuilder().shards(shards).build())
        .build();
  }
}
