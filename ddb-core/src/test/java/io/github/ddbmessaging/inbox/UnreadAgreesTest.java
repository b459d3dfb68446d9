package io.github.ddbmessaging.inbox;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.InboxEntry;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.StoreTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever users do: once rows are current, a group is unread exactly if there are unread messages
 * in it, and both are what a model says that keeps all messages.
 */
class UnreadAgreesTest extends StoreTest {
  private static final int STEPS = 40;
  private static final List<User> USERS = List.of(ANN, BOB, CAT);

  private final List<Message> sent = new ArrayList<>();
  private final Map<String, Integer> readUpTo = new HashMap<>();
  private Random random;
  private String groupId;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void unread_afterAnySteps_isTheSameInTheListTheNumberAndTheModel(long seed) {
    random = new Random(seed);
    Message first =
        store
            .createGroup(NewGroup.titled("Trip", USERS), NewMessage.from("ann", "First"))
            .message();
    groupId = first.groupId();
    sent.add(first);
    for (int step = 0; step < STEPS; step++) {
      String user = USERS.get(random.nextInt(USERS.size())).id();
      step(user, random.nextInt(sent.size()));
      if (step % 4 == 3) {
        assertAgreed("seed " + seed + ", step " + step);
      }
    }
    clock.advance(Duration.ofHours(1));
    assertAgreed("seed " + seed + ", once some have expired");
    admin.rebuild(WHOLE_TABLE);
    assertAgreed("seed " + seed + ", after a rebuild");
  }

  private void step(String user, int n) {
    switch (random.nextInt(6)) {
      case 0, 1 -> {
        NewMessage message = NewMessage.from(user, "Message " + sent.size());
        sent.add(
            store
                .withSendMode(random.nextBoolean() ? SendMode.STREAMED : SendMode.TRANSACTIONAL)
                .createMessage(
                    groupId,
                    random.nextInt(4) == 0 ? message.withLifetime(Duration.ofMinutes(5)) : message)
                .message());
      }
      case 2 -> {
        GroupState seen = entry(user).state();
        store.markRead(user, sent.get(n).ref(), seen.unreadMarks());
        readUpTo.merge(user, n, Math::max);
      }
      case 3 -> {
        store.markUnread(user, sent.get(n).ref());
        readUpTo.put(user, n - 1);
      }
      case 4 -> {
        if (!isExpired(sent.get(n))) {
          sent.set(n, store.deleteMessage(sent.get(n).ref()));
        }
      }
      default -> clock.advance(Duration.ofMinutes(random.nextInt(3)));
    }
  }

  private boolean isExpired(Message message) {
    Instant end = message.status().expiresAt();
    // With some room, since the clock ticks with each look.
    return end != null && !clock.instant().plusSeconds(60).isBefore(end);
  }

  private void assertAgreed(String when) {
    admin.rebuild(WHOLE_TABLE);
    for (User user : USERS) {
      int count = store.countUnread(user.id(), groupId).count();
      assertThat(entry(user.id()).unread()).as(when + ": " + user.id()).isEqualTo(count > 0);
      assertThat(count).as(when + ": " + user.id()).isEqualTo(model(user.id()));
    }
  }

  private int model(String userId) {
    int count = 0;
    Instant now = clock.instant();
    for (int n = sent.size() - 1; n > readUpTo.getOrDefault(userId, -1); n--) {
      Message message = sent.get(n);
      if (message.isLive(now)) {
        if (message.sender().id().equals(userId)) {
          return count;
        }
        count++;
      }
    }
    return count;
  }

  private InboxEntry entry(String userId) {
    return store.listInbox(userId, newestFirst(Limits.PAGE_SIZE)).items().get(0);
  }
}
