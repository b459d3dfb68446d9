package io.github.ddbmessaging.internal.run;

import static io.github.ddbmessaging.internal.run.SamplePages.FIRST;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Flow.Subscription;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagePublisherTest {
  private static final int VERY_MANY = 10_000;

  /** Remembers signals; asks for pages only when the test does, or as it says on each page. */
  private static final class Recorder implements Flow.Subscriber<Page<Integer>> {
    private final BiConsumer<Subscription, Page<Integer>> onPage;
    private final List<Page<Integer>> pages = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private int completions;
    private @Nullable Subscription subscription;

    Recorder(BiConsumer<Subscription, Page<Integer>> onPage) {
      this.onPage = onPage;
    }

    static Recorder passive() {
      return new Recorder((subscription, page) -> {});
    }

    Subscription subscription() {
      return requireNonNull(subscription);
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
      subscription = newSubscription;
    }

    @Override
    public void onNext(Page<Integer> page) {
      pages.add(page);
      onPage.accept(subscription(), page);
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
  void subscribe_whenNothingIsRequested_readsNothing() {
    SamplePages pages = new SamplePages(3);

    publisher(pages).subscribe(Recorder.passive());

    assertThat(pages.requests()).isEmpty();
  }

  @Test
  @SuppressWarnings("NullAway") // Callers may be without null checks.
  void subscribe_whenSubscriberIsNull_isRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> publisher(new SamplePages(1)).subscribe(null));
  }

  @Test
  void request_whenSomePagesAreRequested_deliversThatManyAndReadsNoMore() {
    SamplePages pages = new SamplePages(5);
    Recorder recorder = subscribe(publisher(pages));

    recorder.subscription().request(2);

    assertThat(recorder.pages).containsExactly(pages.page(0), pages.page(1));
    assertThat(pages.requests()).hasSize(2);
    assertThat(recorder.completions).isZero();
  }

  @Test
  void request_whenRepeated_goesOnBehindTheLastPage() {
    SamplePages pages = new SamplePages(5);
    Recorder recorder = subscribe(publisher(pages));

    recorder.subscription().request(1);
    recorder.subscription().request(2);

    assertThat(recorder.pages).containsExactly(pages.page(0), pages.page(1), pages.page(2));
  }

  @Test
  void request_whenTheLastPageIsDelivered_completesOnce() {
    SamplePages pages = new SamplePages(2);
    Recorder recorder = subscribe(publisher(pages));

    recorder.subscription().request(2);

    assertThat(recorder.pages).isEqualTo(pages.all());
    assertThat(recorder.completions).isEqualTo(1);
  }

  @Test
  void request_whenTheListingHasEnded_doesNothing() {
    SamplePages pages = new SamplePages(1);
    Recorder recorder = subscribe(publisher(pages));
    recorder.subscription().request(1);

    recorder.subscription().request(1);

    assertThat(pages.requests()).hasSize(1);
    assertThat(recorder.completions).isEqualTo(1);
  }

  @Test
  void request_whenDemandOverflows_isWithoutBound() {
    SamplePages pages = new SamplePages(3);
    Recorder recorder = new Recorder((subscription, page) -> subscription.request(Long.MAX_VALUE));
    publisher(pages).subscribe(recorder);

    recorder.subscription().request(Long.MAX_VALUE);

    assertThat(recorder.pages).isEqualTo(pages.all());
  }

  @Test
  void request_whenVeryManyPagesAreReadyAtOnce_deliversThemAll() {
    SamplePages pages = new SamplePages(VERY_MANY);
    Recorder recorder = subscribe(publisher(pages));

    recorder.subscription().request(Long.MAX_VALUE);

    assertThat(recorder.pages).hasSize(VERY_MANY);
    assertThat(recorder.completions).isEqualTo(1);
  }

  @Test
  void request_whenMadeOnEachOfVeryManyPages_deliversThemAll() {
    SamplePages pages = new SamplePages(VERY_MANY);
    Recorder recorder = new Recorder((subscription, page) -> subscription.request(1));
    publisher(pages).subscribe(recorder);

    recorder.subscription().request(1);

    assertThat(recorder.pages).hasSize(VERY_MANY);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void request_whenNotEvenOnePage_isAnError(long count) {
    Recorder recorder = subscribe(publisher(new SamplePages(3)));

    recorder.subscription().request(count);

    assertThat(recorder.errors).singleElement().isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void request_whenRefusedBefore_doesNothing() {
    SamplePages pages = new SamplePages(3);
    Recorder recorder = subscribe(publisher(pages));
    recorder.subscription().request(0);

    recorder.subscription().request(1);

    assertThat(pages.requests()).isEmpty();
    assertThat(recorder.errors).hasSize(1);
  }

  @Test
  void request_whenAPageIsNotThereYet_deliversItWhenItComes() {
    SamplePages pages = new SamplePages(2);
    CompletableFuture<Page<Integer>> pending = new CompletableFuture<>();
    Recorder recorder = subscribe(new PagePublisher<>(FIRST, request -> pending));
    recorder.subscription().request(1);

    pending.complete(pages.page(0));

    assertThat(recorder.pages).containsExactly(pages.page(0));
  }

  @Test
  void request_whenAPageIsBeingRead_readsNoOtherMeanwhile() {
    List<PageRequest> requests = new ArrayList<>();
    Recorder recorder =
        subscribe(
            new PagePublisher<>(
                FIRST,
                request -> {
                  requests.add(request);
                  return new CompletableFuture<>();
                }));

    recorder.subscription().request(1);
    recorder.subscription().request(1);

    assertThat(requests).containsExactly(FIRST);
  }

  @Test
  void request_whenAPageFails_isAnErrorAndTheEnd() {
    InvalidInputException failure = new InvalidInputException("no good");
    List<PageRequest> requests = new ArrayList<>();
    Recorder recorder =
        subscribe(
            new PagePublisher<>(
                FIRST,
                request -> {
                  requests.add(request);
                  return CompletableFuture.failedFuture(failure);
                }));

    recorder.subscription().request(Long.MAX_VALUE);
    recorder.subscription().request(1);

    assertThat(recorder.errors).containsExactly(failure);
    assertThat(requests).hasSize(1);
  }

  @Test
  void cancel_whenCalledOnAPage_endsWithoutASignal() {
    SamplePages pages = new SamplePages(3);
    Recorder recorder = new Recorder((subscription, page) -> subscription.cancel());
    publisher(pages).subscribe(recorder);

    recorder.subscription().request(Long.MAX_VALUE);

    assertThat(recorder.pages).containsExactly(pages.page(0));
    assertThat(recorder.completions).isZero();
  }

  @Test
  void cancel_whenCalledOnTheLastPage_endsWithoutASignal() {
    Recorder recorder = new Recorder((subscription, page) -> subscription.cancel());
    publisher(new SamplePages(1)).subscribe(recorder);

    recorder.subscription().request(1);

    assertThat(recorder.completions).isZero();
  }

  @Test
  void cancel_whenAPageIsBeingRead_dropsIt() {
    CompletableFuture<Page<Integer>> pending = new CompletableFuture<>();
    Recorder recorder = subscribe(new PagePublisher<>(FIRST, request -> pending));
    recorder.subscription().request(1);

    recorder.subscription().cancel();
    pending.complete(new SamplePages(1).page(0));

    assertThat(recorder.pages).isEmpty();
    assertThat(recorder.completions).isZero();
  }

  @Test
  void cancel_whenThePageBeingReadFails_dropsTheError() {
    CompletableFuture<Page<Integer>> pending = new CompletableFuture<>();
    Recorder recorder = subscribe(new PagePublisher<>(FIRST, request -> pending));
    recorder.subscription().request(1);

    recorder.subscription().cancel();
    pending.completeExceptionally(new InvalidInputException("no good"));

    assertThat(recorder.errors).isEmpty();
  }

  @Test
  void request_whenCancelledBefore_doesNothing() {
    SamplePages pages = new SamplePages(3);
    Recorder recorder = subscribe(publisher(pages));
    recorder.subscription().cancel();

    recorder.subscription().request(0);
    recorder.subscription().request(1);

    assertThat(pages.requests()).isEmpty();
    assertThat(recorder.errors).isEmpty();
  }

  @Test
  void subscribe_whenThereAreTwoSubscribers_eachReadsFromTheFirstPage() {
    SamplePages pages = new SamplePages(2);
    PagePublisher<Integer> publisher = publisher(pages);
    Recorder one = subscribe(publisher);
    Recorder other = subscribe(publisher);

    one.subscription().request(2);
    other.subscription().request(1);

    assertThat(other.pages).containsExactly(pages.page(0));
  }

  private static Recorder subscribe(PagePublisher<Integer> publisher) {
    Recorder recorder = Recorder.passive();
    publisher.subscribe(recorder);
    return recorder;
  }

  private static PagePublisher<Integer> publisher(SamplePages pages) {
    return new PagePublisher<>(
        FIRST, request -> CompletableFuture.completedFuture(pages.read(request)));
  }

  @Test
  void onNext_whenItThrows_isTheLastSignal() {
    SamplePages pages = new SamplePages(3);
    List<Page<Integer>> seen = new ArrayList<>();
    List<Throwable> errors = new ArrayList<>();

    new PagePublisher<>(
            SamplePages.FIRST, request -> CompletableFuture.completedFuture(pages.read(request)))
        .subscribe(
            new Flow.Subscriber<Page<Integer>>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
                subscription.request(1);
              }

              @Override
              public void onNext(Page<Integer> page) {
                seen.add(page);
                throw new IllegalStateException("a subscriber that breaks the rules");
              }

              @Override
              public void onError(Throwable thrown) {
                errors.add(thrown);
              }

              @Override
              public void onComplete() {}
            });

    assertThat(seen).hasSize(1);
    assertThat(errors).isEmpty();
  }
}
