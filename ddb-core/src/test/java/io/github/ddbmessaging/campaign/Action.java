package io.github.ddbmessaging.campaign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/** What the driver can do next, and how often it does. */
enum Action {
  /** A request that waits is served. */
  SERVE(34, 34),
  /** A request that waits meets a fault. */
  FAULT(14, 14),
  /** Someone makes a group, or one that exists. */
  CREATE(4, 5),
  /** Someone sends a message. */
  SEND(16, 14),
  /** Someone sends again with an idempotency key that was used. */
  REPEAT(4, 3),
  /** Records of the stream come to a projector. */
  DELIVER(10, 10),
  /** Another writer changes the text of a message. */
  EDIT(3, 3),
  /** Another writer deletes a message. */
  DELETE(3, 3),
  /** Someone begins to page through messages or groups. */
  LIST(5, 0),
  /** Someone who pages reads the next page. */
  NEXT_PAGE(6, 0),
  /** Someone looks up a message or a group. */
  FIND(3, 0),
  /** Someone who is no member tries something. */
  INTRUDE(2, 0),
  /** Someone uses a cursor or a ref where it does not belong. */
  MISUSE_CURSOR(1, 0),
  /** The rows of a page of the table are rebuilt. */
  REBUILD(1, 3),
  /** A request that its sender has given up arrives after all. */
  ARRIVE_LATE(3, 3),
  /** A process dies, and another is started. */
  CRASH(1, 2),
  /** Time passes. */
  TICK(4, 4),
  /** The original application writes a message into a group of its own. */
  WRITE_AS_BEFORE(0, 6),
  /** Someone adopts a group and names its members. */
  ADOPT(0, 3),
  /** A page of the table is migrated. */
  MIGRATE(0, 12),
  /** A user or the service edits, deletes or purges a message. */
  CHANGE(12, 0),
  /** Someone reacts to a message, or takes a reaction back. */
  REACT(4, 0),
  /** A client asks what has changed. */
  FOLLOW(14, 0),
  /** Someone adds, removes or promotes members, leaves, or renames a group. */
  MEMBERS(16, 0, 9),
  /** The service brings a user's new names to a page of their groups. */
  RENAME_USER(2, 0, 2),
  /** A user marks messages as read or unread, mutes, pins or hides a group. */
  MARK(10, 0, 8),
  /** A user sees what is unread. */
  SHOW(4, 0, 3),
  /** DynamoDB removes a message that has expired. */
  EXPIRE(2, 0),
  /** A minute and more passes. */
  LEAP(2, 0);

  /** How often in a campaign of groups of the library. */
  final int weight;

  /** How often in a campaign of groups of the original application. */
  final int weightAmongOld;

  /** How often in one of such groups whose members come and go. */
  final int weightAmongOldMembers;

  Action(int weight, int weightAmongOld) {
    this(weight, weightAmongOld, weightAmongOld);
  }

  Action(int weight, int weightAmongOld, int weightAmongOldMembers) {
    this.weight = weight;
    this.weightAmongOld = weightAmongOld;
    this.weightAmongOldMembers = weightAmongOldMembers;
  }

  /** A way to draw actions: some come more often than usual, and some not at all. */
  static Supplier<Action> mix(RandomGenerator random, ToIntFunction<Action> weights) {
    List<Action> urn = new ArrayList<>();
    for (Action action : values()) {
      int weight = weights.applyAsInt(action);
      if (weight > 0) {
        List<Integer> likings = action == SERVE ? List.of(1, 2, 3) : List.of(0, 1, 2, 2, 4, 8);
        int times = likings.get(random.nextInt(likings.size()));
        urn.addAll(Collections.nCopies(weight * times, action));
      }
    }
    return () -> urn.get(random.nextInt(urn.size()));
  }
}
