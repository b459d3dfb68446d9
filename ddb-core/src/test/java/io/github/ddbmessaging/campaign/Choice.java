package io.github.ddbmessaging.campaign;

import java.util.List;

/** A number taken apart into small choices; zero always makes the plainest ones. */
final class Choice {
  private int left;

  Choice(int number) {
    left = number;
  }

  /** One of so many: 0 to below that. */
  int of(int many) {
    int chosen = left % many;
    left /= many;
    return chosen;
  }

  /** True once in so many times. */
  boolean oneIn(int many) {
    return of(many) == many - 1;
  }

  <T> T from(List<T> things) {
    return things.get(of(things.size()));
  }
}
