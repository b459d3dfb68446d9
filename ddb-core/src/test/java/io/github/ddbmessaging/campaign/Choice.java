package io.github.ddbmessaging.campaign;

import java.util.List;

/**
 * What a decision says: by whom and to what, by number, and a number that is taken apart into small
 * choices. Zero always makes the plainest ones.
 */
final class Choice {
  final int who;
  final int what;
  private int left;

  Choice(int who, int what, int number) {
    this.who = who;
    this.what = what;
    this.left = number;
  }

  /** Nothing but the plainest choices. */
  static Choice plainest() {
    return new Choice(0, 0, 0);
  }

  /** What is left of it, by another. */
  Choice by(int otherWho) {
    return new Choice(otherWho, what, left);
  }

  /** What is left of it, to something else. */
  Choice to(int otherWhat) {
    return new Choice(who, otherWhat, left);
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
