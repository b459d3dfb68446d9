package io.github.ddbmessaging.internal.run;

import static io.github.ddbmessaging.internal.run.SamplePages.FIRST;
import static io.github.ddbmessaging.internal.run.SamplePages.cursorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.model.Page;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void iterator_whenIteratedToItsEnd_givesEveryPageOnce(int count) {
    SamplePages pages = new SamplePages(count);

    assertThat(Pages.from(FIRST, pages::read)).containsExactlyElementsOf(pages.all());
  }

  @Test
  void iterator_whenIterated_readsEachPageBehindTheOneBefore() {
    SamplePages pages = new SamplePages(3);

    Pages.from(FIRST, pages::read).forEach(page -> {});

    assertThat(pages.requests())
        .containsExactly(FIRST, FIRST.continuedAt(cursorOf(1)), FIRST.continuedAt(cursorOf(2)));
  }

  @Test
  void iterator_whenNotIterated_readsNothing() {
    SamplePages pages = new SamplePages(3);

    assertThat(Pages.from(FIRST, pages::read).iterator().hasNext()).isTrue();
    assertThat(pages.requests()).isEmpty();
  }

  @Test
  void iterator_whenOnePageIsTaken_readsNoMore() {
    SamplePages pages = new SamplePages(3);
    Iterator<Page<Integer>> iterator = Pages.from(FIRST, pages::read).iterator();

    iterator.next();

    assertThat(iterator.hasNext()).isTrue();
    assertThat(pages.requests()).containsExactly(FIRST);
  }

  @Test
  void iterator_whenAskedForTwice_readsAnew() {
    SamplePages pages = new SamplePages(2);
    Iterable<Page<Integer>> iterable = Pages.from(FIRST, pages::read);

    iterable.forEach(page -> {});
    iterable.forEach(page -> {});

    assertThat(pages.requests()).hasSize(4);
  }

  @Test
  void next_whenAtTheEnd_isRefused() {
    Iterator<Page<Integer>> iterator = Pages.from(FIRST, new SamplePages(1)::read).iterator();
    iterator.next();

    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
  }
}
