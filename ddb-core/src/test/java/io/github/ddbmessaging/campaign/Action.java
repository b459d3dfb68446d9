package io.github.ddbmessaging.campaign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What the driver can do next, and how often it does. */
enum Action {
  /** A request that waits is answered. */
  SERVE(34),
  /** A request that waits meets a fault. */
  STRIKE(14),
  /** Someone makes a group, or one that exists. */
  CREATE(4),
  /** Someone sends a message. */
  SEND(16),
  /** Someone sends again with an idempotency key that was used. */
  REPEAT(4),
  /** Records of the stream come to a projector. */
  DELIVER(10),
  /** Another writer changes the text of a message. */
  EDIT(3),
  /** Another writer deletes a message. */
  DELETE(3),
  /** Someone begins to page through messages or groups. */
  LIST(5),
  /** Someone who pages reads the next page. */
  NEXT_PAGE(6),
  /** Someone looks up a message or a group. */
  FIND(3),
  /** Someone who is no member tries something. */
  INTRUDE(2),
  /** Someone uses a cursor where it does not belong. */
  MISUSE_CURSOR(1),
  /** A page of the rows is rebuilt. */
  REBUILD(1),
  /** A request that its sender has given up arrives after all. */
  ARRIVE_LATE(3),
  /** A process dies, and another takes its place. */
  CRASH(1),
  /** Time passes. */
  TICK(4);

  private final int weight;

  Action(int weight) {
    this.weight = weight;
  }

  /** A way to draw actions: some come more often than usual, and some not at all. */
  static Supplier<Action> mix(RandomGenerator random) {
    List<Action> urn = new ArrayList<>();
    for (Action action : values()) {
      List<Integer> likings = action == SERVE ? List.of(1, 2, 3) : List.of(0, 1, 2, 2, 4, 8);
      int times = likings.get(random.nextInt(likings.size()));
      urn.addAll(Collections.nCopies(action.weight * times, action));
    }
    return () -> urn.get(random.nextInt(urn.size()));
  }
}
