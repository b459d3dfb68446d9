package io.github.ddbmessaging.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void iterator_whenIteratedToItsEnd_givesEveryPageAndReadsItOnce(int count) {
    SamplePages pages = new SamplePages(count);

    assertThat(pages.iterable()).containsExactlyElementsOf(pages.all());
    assertThat(pages.read()).hasSize(count);
  }

  @Test
  void iterator_whenNotIterated_readsNothing() {
    SamplePages pages = new SamplePages(3);

    assertThat(pages.iterable().iterator().hasNext()).isTrue();
    assertThat(pages.read()).isEmpty();
  }

  @Test
  void iterator_whenOnePageIsTaken_readsNoMore() {
    SamplePages pages = new SamplePages(3);
    Iterator<String> iterator = pages.iterable().iterator();

    iterator.next();

    assertThat(iterator.hasNext()).isTrue();
    assertThat(pages.read()).containsExactly(0);
  }

  @Test
  void iterator_whenAskedForTwice_readsAgain() {
    SamplePages pages = new SamplePages(2);
    Iterable<String> iterable = pages.iterable();

    iterable.forEach(page -> {});
    iterable.forEach(page -> {});

    assertThat(pages.read()).containsExactly(0, 1, 0, 1);
  }

  @Test
  void next_whenAtTheEnd_isRefused() {
    Iterator<String> iterator = new SamplePages(1).iterable().iterator();
    iterator.next();

    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
  }
}
