package io.github.ddbmessaging.testing.fault;

import io.github.ddbmessaging.testing.internal.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Faults in what a stream delivers. */
final class StreamFaults {

  private StreamFaults() {}

  /** Delivers other records than were read. */
  static Fault changing(UnaryOperator<List<Record>> change) {
    return (request, next, injector) ->
        request instanceof GetRecordsRequest
            ? changed(request, next, change)
            : Failing.with(new IllegalStateException("not a GetRecords" + injector));
  }

  static List<Record> twice(List<Record> records) {
    List<Record> both = new ArrayList<>(records);
    both.addAll(records);
    return both;
  }

  private static CompletableFuture<SdkResponse> changed(
      SdkRequest request, Service next, UnaryOperator<List<Record>> change) {
    return next.send(request, GetRecordsResponse.class)
        .thenApply(
            response -> response.toBuilder().records(change.apply(response.records())).build());
  }

  /** Holds back the records of a call that it strikes until a call that it spares. */
  static final class Late implements Fault {

    private final List<Record> held = new ArrayList<>();

    @Override
    public CompletableFuture<SdkResponse> strike(
        SdkRequest request, Service next, String injector) {
      return changing(this::hold).strike(request, next, injector);
    }

    @Override
    public CompletableFuture<SdkResponse> spare(SdkRequest request, Service next) {
      return request instanceof GetRecordsRequest
          ? changed(request, next, this::release)
          : next.send(request);
    }

    private synchronized List<Record> hold(List<Record> records) {
      held.addAll(records);
      return List.of();
    }

    private synchronized List<Record> release(List<Record> records) {
      List<Record> all = new ArrayList<>(records);
      all.addAll(held);
      held.clear();
      return all;
    }
  }
}
