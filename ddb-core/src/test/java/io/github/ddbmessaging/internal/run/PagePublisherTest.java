package io.github.ddbmessaging.internal.run;

import static io.github.ddbmessaging.internal.run.SamplePages.page;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagePublisherTest {
  private static final int VERY_MANY = 10_000;

  /** Remembers signals; asks for pages only when the test does, or as it says on each page. */
  private static final class Recorder implements Flow.Subscriber<String> {
    private final Consumer<Subscription> onPage;
    private final List<String> pages = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private int completions;
    private @Nullable Subscription subscription;

    Recorder(PagePublisher<Integer, String> publisher) {
      this(publisher, subscription -> {});
    }

    Recorder(PagePublisher<Integer, String> publisher, Consumer<Subscription> onPage) {
      this.onPage = onPage;
      publisher.subscribe(this);
    }

    void request(long count) {
      requireNonNull(subscription).request(count);
    }

    void cancel() {
      requireNonNull(subscription).cancel();
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
      subscription = newSubscription;
    }

    @Override
    public void onNext(String page) {
      pages.add(page);
      onPage.accept(requireNonNull(subscription));
    }

    @Override
    public void onError(Throwable thrown) {
      errors.add(thrown);
    }

    @Override
    public void onComplete() {
      completions++;
    }
  }

  @Test
  @SuppressWarnings("NullAway") // Callers may be without null checks.
  void subscribe_whenSubscriberIsNull_isRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> new SamplePages(1).publisher().subscribe(null));
  }

  @Test
  void request_whenSomePagesAreRequested_deliversThatManyAndReadsNoMore() {
    SamplePages pages = new SamplePages(5);
    Recorder recorder = new Recorder(pages.publisher());
    assertThat(pages.read()).isEmpty();

    recorder.request(1);
    recorder.request(2);

    assertThat(recorder.pages).containsExactly(page(0), page(1), page(2));
    assertThat(pages.read()).hasSize(3);
    assertThat(recorder.completions).isZero();
  }

  @Test
  void request_whenTheLastPageIsDelivered_completesOnce() {
    SamplePages pages = new SamplePages(2);
    Recorder recorder = new Recorder(pages.publisher());

    recorder.request(2);
    recorder.request(1);

    assertThat(recorder.pages).isEqualTo(pages.all());
    assertThat(recorder.completions).isEqualTo(1);
  }

  @Test
  void request_whenDemandOverflows_isWithoutBound() {
    SamplePages pages = new SamplePages(3);
    Recorder recorder =
        new Recorder(pages.publisher(), subscription -> subscription.request(Long.MAX_VALUE));

    recorder.request(Long.MAX_VALUE);

    assertThat(recorder.pages).isEqualTo(pages.all());
  }

  @Test
  void request_whenVeryManyPagesAreReadyAtOnce_deliversThemAll() {
    Recorder atOnce = new Recorder(new SamplePages(VERY_MANY).publisher());
    Recorder oneByOne =
        new Recorder(
            new SamplePages(VERY_MANY).publisher(), subscription -> subscription.request(1));

    atOnce.request(Long.MAX_VALUE);
    oneByOne.request(1);

    assertThat(atOnce.pages).hasSize(VERY_MANY).isEqualTo(oneByOne.pages);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void request_whenNotEvenOnePage_isAnErrorAndTheEnd(long count) {
    SamplePages pages = new SamplePages(3);
    Recorder recorder = new Recorder(pages.publisher());

    recorder.request(count);
    recorder.request(1);

    assertThat(recorder.errors).singleElement().isInstanceOf(IllegalArgumentException.class);
    assertThat(pages.read()).isEmpty();
  }

  @Test
  void request_whenAPageIsNotThereYet_readsNoOtherAndDeliversItWhenItComes() {
    CompletableFuture<String> pending = new CompletableFuture<>();
    List<Integer> read = new ArrayList<>();
    Recorder recorder = new Recorder(reading(read, pending));

    recorder.request(1);
    recorder.request(1);
    assertThat(read).containsExactly(0);
    pending.complete(page(0));

    assertThat(recorder.pages).startsWith(page(0));
  }

  @Test
  void request_whenAPageFails_isAnErrorAndTheEnd() {
    IllegalStateException failure = new IllegalStateException("no good");
    List<Integer> read = new ArrayList<>();
    Recorder recorder = new Recorder(reading(read, CompletableFuture.failedFuture(failure)));

    recorder.request(Long.MAX_VALUE);
    recorder.request(1);

    assertThat(recorder.errors).containsExactly(failure);
    assertThat(read).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void cancel_whenCalledOnAPage_endsWithoutASignalThoughItBeTheLast(int count) {
    Recorder recorder = new Recorder(new SamplePages(count).publisher(), Subscription::cancel);

    recorder.request(Long.MAX_VALUE);

    assertThat(recorder.pages).containsExactly(page(0));
    assertThat(recorder.completions).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void cancel_whenAPageIsBeingRead_dropsItOrItsFailure(boolean fails) {
    CompletableFuture<String> pending = new CompletableFuture<>();
    Recorder recorder = new Recorder(reading(new ArrayList<>(), pending));
    recorder.request(1);

    recorder.cancel();
    if (fails) {
      pending.completeExceptionally(new IllegalStateException("no good"));
    } else {
      pending.complete(page(0));
    }

    assertThat(recorder.pages).isEmpty();
    assertThat(recorder.errors).isEmpty();
    assertThat(recorder.completions).isZero();
  }

  @Test
  void request_whenCancelledBefore_doesNothing() {
    SamplePages pages = new SamplePages(3);
    Recorder recorder = new Recorder(pages.publisher());
    recorder.cancel();

    recorder.request(0);
    recorder.request(1);

    assertThat(pages.read()).isEmpty();
    assertThat(recorder.errors).isEmpty();
  }

  @Test
  void subscribe_whenThereAreTwoSubscribers_eachReadsFromTheFirstPage() {
    PagePublisher<Integer, String> publisher = new SamplePages(2).publisher();
    Recorder one = new Recorder(publisher);
    Recorder other = new Recorder(publisher);

    one.request(2);
    other.request(1);

    assertThat(other.pages).containsExactly(page(0));
  }

  @Test
  void onNext_whenItThrows_isTheLastSignal() {
    Recorder recorder =
        new Recorder(
            new SamplePages(3).publisher(),
            subscription -> {
              throw new IllegalStateException("a subscriber that breaks the rules");
            });

    recorder.request(1);
    recorder.request(1);

    assertThat(recorder.pages).hasSize(1);
    assertThat(recorder.errors).isEmpty();
  }

  /** Reads a page of two whenever this future says. */
  private static PagePublisher<Integer, String> reading(
      List<Integer> read, CompletableFuture<String> page) {
    return new PagePublisher<>(
        0,
        number -> {
          read.add(number);
          return page;
        },
        new SamplePages(2)::following);
  }
}
