package io.github.ddbmessaging.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageTest {
  @Test
  void iterator_givesTheItemsInOrder() {
    assertThat(new Page<>(List.of("a", "b"), Optional.empty())).containsExactly("a", "b");
  }

  @Test
  void items_whenTheGivenListChanges_stayTheSame() {
    List<String> given = new ArrayList<>(List.of("a"));
    Page<String> page = new Page<>(given, Optional.empty());

    given.add("b");

    assertThat(page.items()).containsExactly("a");
  }

  @Test
  void cursor_whenWritten_isItsValue() {
    assertThat(new Cursor("c_-1")).hasToString("c_-1");
  }
}
