package io.github.ddbmessaging.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OrdersTest {
  @Test
  void permutations_ofThree_areSix() {
    assertThat(Orders.permutations(3)).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void batches_ofTwo_areBothOrdersAndBothAtOnce() {
    assertThat(Orders.batches(2))
        .containsExactlyInAnyOrder(
            List.of(List.of(0), List.of(1)),
            List.of(List.of(1), List.of(0)),
            List.of(List.of(0, 1)));
  }

  @Test
  void batches_ofFour_areAsManyAsThereAreWeakOrders() {
    assertThat(Orders.batches(4)).hasSize(75).doesNotHaveDuplicates();
  }

  @Test
  void interleavings_ofTwo_deliverNothingBeforeItIsWritten() {
    assertThat(Orders.interleavings(2))
        .containsExactlyInAnyOrder(
            List.of(Orders.WRITE, 0, Orders.WRITE, 1),
            List.of(Orders.WRITE, Orders.WRITE, 0, 1),
            List.of(Orders.WRITE, Orders.WRITE, 1, 0));
  }

  @Test
  void interleavings_ofFour_areEveryPairing() {
    assertThat(Orders.interleavings(4)).hasSize(7 * 5 * 3).doesNotHaveDuplicates();
  }

  @Test
  void spread_ofMoreThanAsked_goesFromTheFirstToTheLast() {
    assertThat(Orders.spread(3, List.of(1, 2, 3, 4, 5, 6, 7))).containsExactly(1, 4, 7);
  }

  @Test
  void spread_ofNoMoreThanAsked_isAll() {
    assertThat(Orders.spread(3, List.of(1, 2, 3))).containsExactly(1, 2, 3);
  }
}
