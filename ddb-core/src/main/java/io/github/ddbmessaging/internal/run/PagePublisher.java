package io.github.ddbmessaging.internal.run;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pages one after the other for whoever subscribes, each read when it is asked for. Every
 * subscriber reads from the first on.
 *
 * @param <Q> what asks for a page
 * @param <P> a page
 */
public final class PagePublisher<Q, P> implements Flow.Publisher<P> {
  private final Q first;
  private final Function<Q, CompletableFuture<P>> read;
  private final BiFunction<Q, P, Optional<Q>> following;

  /**
   * All pages from one on.
   *
   * @param first asks for the first page
   * @param read reads a page
   * @param following asks for the page after another, or is empty if that was the last
   */
  public PagePublisher(
      Q first, Function<Q, CompletableFuture<P>> read, BiFunction<Q, P, Optional<Q>> following) {
    this.first = first;
    this.read = read;
    this.following = following;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super P> subscriber) {
    requireNonNull(subscriber, "subscriber");
    new Pages(subscriber).begin();
  }

  /**
   * The pages of one subscriber. Signals are sent by whoever raises {@code work} from zero, so
   * never two at once and never by recursion, however many pages are ready at once.
   */
  private final class Pages implements Flow.Subscription {
    private final Flow.Subscriber<? super P> subscriber;
    private final AtomicLong demand = new AtomicLong();
    private final AtomicInteger work = new AtomicInteger(1);
    private volatile boolean ended;
    private volatile boolean refused;
    private volatile @Nullable CompletableFuture<P> reading;
    private Q next = first;

    Pages(Flow.Subscriber<? super P> subscriber) {
      this.subscriber = subscriber;
    }

    /** No signal follows before {@code onSubscribe} has returned: until then there is work. */
    void begin() {
      subscriber.onSubscribe(this);
      work();
    }

    @Override
    public void request(long pages) {
      if (pages <= 0) {
        refused = true;
      } else {
        demand.accumulateAndGet(pages, Pages::saturatedSum);
      }
      signal();
    }

    @Override
    public void cancel() {
      ended = true;
    }

    private static long saturatedSum(long one, long other) {
      return one + other < 0 ? Long.MAX_VALUE : one + other;
    }

    private void signal() {
      if (work.getAndIncrement() == 0) {
        work();
      }
    }

    private void work() {
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
      CompletableFuture<P> pending = reading;
      if (pending == null) {
        if (demand.get() > 0) {
          demand.decrementAndGet();
          CompletableFuture<P> page = read.apply(next);
          reading = page;
          CompletableFuture<P> unused = page.whenComplete((ignored, thrown) -> signal());
        }
      } else if (pending.isDone()) {
        reading = null;
        deliver(pending);
      }
    }

    private void deliver(CompletableFuture<P> done) {
      CompletableFuture<P> unused =
          done.whenComplete(
              (page, thrown) -> {
                if (thrown != null) {
                  fail(thrown);
                  return;
                }
                Optional<Q> more = following.apply(next, page);
                next = more.orElse(next);
                handOver(page);
                if (more.isPresent()) {
                  signal();
                } else if (!ended) {
                  ended = true;
                  subscriber.onComplete();
                }
              });
    }

    /** A subscriber that throws has broken the rules, and is sent nothing more. */
    private void handOver(P page) {
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
