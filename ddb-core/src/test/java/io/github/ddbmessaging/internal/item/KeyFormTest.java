package io.github.ddbmessaging.internal.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.model.SortKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFormTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-05-20T17:01:02",
        "2023-05-20T17:01:02.123456",
        "2023-05-20T17:01:02.123456Z",
        "2023-05-20T17:01:02.123456+00:00",
        "2023-05-20T17:01:02.123Z#m-1",
        "2023-05-20T17:01:02.123456#m-1",
        "2023-05-20T17:01:02.123456-05:00#m-1",
        "2023-05-20T17:01Z#m-1",
      })
  void isOld_whenTheTimeIsOfAnotherFormOrThereIsNoId_isTrue(String key) {
    assertThat(KeyForm.isOld(new SortKey(key))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"m-1", "a#b", "\u20ac"})
  void isOld_whenOfThisLibrary_isFalse(String id) {
    assertThat(KeyForm.isOld(SortKey.of(Samples.MADE_AT, id))).isFalse();
  }
}
