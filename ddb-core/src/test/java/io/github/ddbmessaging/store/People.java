package io.github.ddbmessaging.store;

import io.github.ddbmessaging.model.User;
import java.util.List;
import java.util.stream.IntStream;

/** Who writes to whom in the tests. */
public final class People {
  public static final User ANN = new User("ann", "Ann Archer", "ann.a");
  public static final User BOB = new User("bob", "Bob Baker", "bob.b");
  public static final User CAT = new User("cat", "Cat Carter", "cat.c");

  /** Is in nobody's group. */
  public static final User EVE = new User("eve", "Eve Eaves", "eve.e");

  private People() {}

  public static List<User> crowd(int size) {
    return IntStream.rangeClosed(1, size)
        .mapToObj(n -> new User("user-" + n, "User " + n, "user." + n))
        .toList();
  }
}
