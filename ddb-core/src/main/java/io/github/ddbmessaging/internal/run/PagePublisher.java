package io.github.ddbmessaging.internal.run;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All pages of a listing for whoever subscribes, each read when it is asked for. Every subscriber
 * reads the listing anew.
 *
 * @param <T> what is listed
 */
public final class PagePublisher<T> implements Flow.Publisher<Page<T>> {
  private final PageRequest first;
  private final Function<PageRequest, CompletableFuture<Page<T>>> read;

  /**
   * The pages of a listing.
   *
   * @param first the first page
   * @param read reads a page
   */
  public PagePublisher(PageRequest first, Function<PageRequest, CompletableFuture<Page<T>>> read) {
    this.first = first;
    this.read = read;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super Page<T>> subscriber) {
    requireNonNull(subscriber, "subscriber");
    subscriber.onSubscribe(new Pages(subscriber));
  }

  /**
   * One subscriber's way through the listing. Signals are sent by whoever raises {@code work} from
   * zero, so never two at once and never by recursion, however many pages are ready at once.
   */
  private final class Pages implements Flow.Subscription {
    private final Flow.Subscriber<? super Page<T>> subscriber;
    private final AtomicLong demand = new AtomicLong();
    private final AtomicInteger work = new AtomicInteger();
    private volatile boolean ended;
    private volatile boolean refused;
    private volatile @Nullable CompletableFuture<Page<T>> reading;
    private PageRequest next = first;

    Pages(Flow.Subscriber<? super Page<T>> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long pages) {
      if (pages <= 0) {
        refused = true;
      } else {
        demand.accumulateAndGet(pages, Pages::saturatedSum);
      }
      goOn();
    }

    @Override
    public void cancel() {
      ended = true;
    }

    private static long saturatedSum(long one, long other) {
      return one + other < 0 ? Long.MAX_VALUE : one + other;
    }

    private void goOn() {
      if (work.getAndIncrement() != 0) {
        return;
      }
      int seen;
      do {
        seen = work.get();
        advance();
      } while (work.addAndGet(-seen) != 0);
    }

    private void advance() {
      if (ended) {
        return;
      }
      if (refused) {
        fail(new IllegalArgumentException("At least one page must be requested"));
        return;
      }
      CompletableFuture<Page<T>> pending = reading;
      if (pending == null) {
        if (demand.get() > 0) {
          demand.decrementAndGet();
          CompletableFuture<Page<T>> page = read.apply(next);
          reading = page;
          CompletableFuture<Page<T>> unused = page.whenComplete((ignored, thrown) -> goOn());
        }
      } else if (pending.isDone()) {
        reading = null;
        deliver(pending);
      }
    }

    private void deliver(CompletableFuture<Page<T>> done) {
      CompletableFuture<Page<T>> unused =
          done.whenComplete(
              (page, thrown) -> {
                if (thrown != null) {
                  fail(thrown);
                  return;
                }
                boolean more = page.next().isPresent();
                next = page.next().map(next::continuedAt).orElse(next);
                handOver(page);
                if (more) {
                  goOn();
                } else if (!ended) {
                  ended = true;
                  subscriber.onComplete();
                }
              });
    }

    /** A subscriber that throws has broken the rules, and is sent nothing more. */
    private void handOver(Page<T> page) {
      try {
        subscriber.onNext(page);
      } catch (RuntimeException e) {
        ended = true;
        throw e;
      }
    }

    private void fail(Throwable thrown) {
      ended = true;
      subscriber.onError(thrown);
    }
  }
}
