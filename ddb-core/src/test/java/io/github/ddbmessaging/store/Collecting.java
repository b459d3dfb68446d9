package io.github.ddbmessaging.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Asks a publisher for one item after the other, until it ends. */
public final class Collecting<T> implements Flow.Subscriber<T> {
  private final List<T> received = new ArrayList<>();
  private final CompletableFuture<List<T>> all = new CompletableFuture<>();
  private Flow.Subscription subscription;

  private Collecting() {}

  public static <T> CompletableFuture<List<T>> from(Flow.Publisher<T> publisher) {
    Collecting<T> subscriber = new Collecting<>();
    publisher.subscribe(subscriber);
    return subscriber.all;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    subscription.request(1);
  }

  @Override
  public void onNext(T item) {
    received.add(item);
    subscription.request(1);
  }

  @Override
  public void onError(Throwable thrown) {
    all.completeExceptionally(thrown);
  }

  @Override
  public void onComplete() {
    all.complete(List.copyOf(received));
  }
}
