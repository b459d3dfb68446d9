package io.github.ddbmessaging.store;

import io.github.ddbmessaging.RequestTimes;
import io.github.ddbmessaging.testing.internal.InterceptedClients;
import io.github.ddbmessaging.testing.internal.Interceptor;
import io.github.ddbmessaging.testing.internal.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The way between a store and DynamoDB: keeps the requests, and fails those that it is told to. */
public final class Wire implements Interceptor {
  private final io.github.ddbmessaging.testing.fault.Faults races =
      io.github.ddbmessaging.testing.fault.Faults.withSeed(0);
  private final List<SdkRequest> requests = new ArrayList<>();
  private IntFunction<Fault> faults = number -> Fault.NONE;

  /** What happens to a request on its way there or back. */
  @FunctionalInterface
  public interface Fault {
    Fault NONE = (request, service) -> service.send(request);

    CompletableFuture<SdkResponse> strike(SdkRequest request, Service service);
  }

  /** The same table, reached through this wire. */
  public Table to(Table table) {
    return new Table(
        table.name(),
        InterceptedClients.wrap(DynamoDbClient.class, races.wrap(table.client()), this, () -> {}),
        InterceptedClients.wrap(
            DynamoDbAsyncClient.class, races.wrap(table.asyncClient()), this, () -> {}));
  }

  /** From now on: forgets the requests so far, and does this to each to come, counted from 1. */
  public synchronized void fail(IntFunction<Fault> faultOfRequest) {
    requests.clear();
    faults = faultOfRequest;
  }

  /** From now on: forgets the requests so far, and does this to the next ones, then nothing. */
  public void failNext(Fault... next) {
    fail(number -> number <= next.length ? next[number - 1] : Fault.NONE);
  }

  /** From now on: the process ends at one of the requests to come, and sends none after it. */
  public void endProcess(int request, Fault end) {
    fail(number -> number < request ? Fault.NONE : number == request ? end : Faults.gone());
  }

  /** From now on: lets others do this before one of the transactions to come. */
  public void beforeWrite(int number, Runnable others) {
    clear();
    races
        .on("TransactWriteItems")
        .call(number)
        .overtakenBy(
            () -> {
              clear();
              others.run();
            });
  }

  /** From now on: forgets the requests so far, and lets all through. */
  public void clear() {
    fail(number -> Fault.NONE);
  }

  public synchronized List<SdkRequest> requests() {
    return List.copyOf(requests);
  }

  public <R extends SdkRequest> List<R> requests(Class<R> type) {
    return requests().stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public CompletableFuture<SdkResponse> intercept(
      String operation, SdkRequest request, Service next) {
    SdkRequest body = RequestTimes.without(request);
    return nextFault(body).strike(body, next);
  }

  private synchronized Fault nextFault(SdkRequest request) {
    requests.add(request);
    return faults.apply(requests.size());
  }
}
