package io.github.ddbmessaging.benchmarks.time;

import io.github.ddbmessaging.benchmarks.contender.Contender;
import io.github.ddbmessaging.benchmarks.contender.Samples;
import io.github.ddbmessaging.benchmarks.contender.Talk;
import io.github.ddbmessaging.benchmarks.cost.Pattern;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Single calls of a contender, in a group of two with messages of 200 bytes. Pages are of 20 items.
 * For one thread.
 */
final class Calls {
  private static final int MEMBERS = 2;
  private static final int BYTES = 200;
  private static final int PAGE = 20;

  /** Pairs of users who begin groups, so that no list of groups grows long. */
  private static final int OTHERS = 100;

  private final Contender<?, ?, ?> contender;
  private final NewGroup group = Samples.group(0, MEMBERS);
  private final NewMessage message = Samples.message(group, BYTES);
  private final String reader = group.members().get(1).id();
  private final Talk<?> talk;
  private final String groupId;
  private final List<NewGroup> newGroups =
      IntStream.rangeClosed(1, OTHERS).mapToObj(n -> Samples.group(MEMBERS * n, MEMBERS)).toList();
  private int made;

  private Calls(Contender<?, ?, ?> contender) {
    this.contender = contender;
    this.talk = Talk.begin(contender, group, message);
    this.groupId = talk.groupId();
  }

  /** Begins with a group that has its first message. */
  static Calls begin(Contender<?, ?, ?> contender) {
    return new Calls(contender);
  }

  /** Makes as many messages and groups as a page holds, and one more. */
  Calls fill() {
    for (int n = 0; n < PAGE; n++) {
      talk.send(message);
      Talk<?> unused = Talk.begin(contender, group, message);
    }
    return this;
  }

  /** Makes one call. */
  Object call(Pattern pattern) {
    return switch (pattern) {
      case A -> contender.messages(groupId, PAGE);
      case B -> contender.rows(reader, PAGE);
      case C -> {
        talk.send(message);
        yield talk;
      }
      case D -> {
        NewGroup next = newGroups.get(made++ % newGroups.size());
        yield Talk.begin(contender, next, Samples.message(next, BYTES));
      }
      case E1, E10 -> throw new IllegalArgumentException(pattern + " is no call of a user");
    };
  }
}
