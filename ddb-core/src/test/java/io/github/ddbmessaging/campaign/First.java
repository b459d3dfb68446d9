package io.github.ddbmessaging.campaign;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Asks a publisher for one item and no more. */
final class First<T> implements Flow.Subscriber<T> {
  private final CompletableFuture<T> first = new CompletableFuture<>();

  private First() {}

  static <T> CompletableFuture<T> of(Flow.Publisher<T> publisher) {
    First<T> subscriber = new First<>();
    publisher.subscribe(subscriber);
    return subscriber.first;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(1);
  }

  @Override
  public void onNext(T item) {
    first.complete(item);
  }

  @Override
  public void onError(Throwable thrown) {
    first.completeExceptionally(thrown);
  }

  @Override
  public void onComplete() {
    // It has had its item.
  }
}
