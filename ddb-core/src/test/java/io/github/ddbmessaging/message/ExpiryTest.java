package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageNotFoundException;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.StoreTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Messages with an end. DynamoDB's time to live has not come yet in any of these tests. */
class ExpiryTest extends StoreTest {
  private static final NewMessage SOON =
      NewMessage.from("ann", "Soon gone").withLifetime(Duration.ofHours(1));

  @Test
  void message_whenItExpires_isNeitherListedNorFoundNorShown() {
    MessageGroup group = direct(ANN, BOB, "Stays").group();
    Message soon = store.createMessage(group, SOON).message();
    assertThat(store.findMessage(soon.ref())).contains(soon);
    assertThat(previews("bob")).containsExactly("Soon gone");

    clock.set(soon.status().expiresAt());

    assertThat(store.findMessage(soon.ref())).isEmpty();
    assertThat(texts(group)).containsExactly("Stays");
    assertThat(previews("bob")).containsExactly("");
    assertThatThrownBy(() -> store.editMessage(soon.ref(), MessageEdit.ofText("New")))
        .isInstanceOf(MessageNotFoundException.class);
    rowsFollowLater(group);
  }

  @Test
  void message_always_expiresAtTheEndOfTheSecondAfterItsLifetime() {
    Message soon = store.createMessage(direct(ANN, BOB, "Hi").group(), SOON).message();

    assertThat(soon.createdAt()).isEqualTo(Instant.parse("2026-11-21T01:02:04.123456Z"));
    assertThat(soon.status().expiresAt()).isEqualTo(Instant.parse("2026-11-21T02:02:05Z"));
  }

  @Test
  void createMessage_byAStoreWithALifetime_expiresUnlessTheMessageSaysOtherwise() {
    Messaging shortLived = open(settings -> settings.messageLifetime(Duration.ofMinutes(1)));
    MessageGroup group = direct(ANN, BOB, "Stays").group();

    Message asStore = shortLived.createMessage(group.id(), NewMessage.from("ann", "Hi")).message();
    Message own = shortLived.createMessage(group.id(), SOON).message();

    assertThat(asStore.status().expiresAt()).isBefore(asStore.createdAt().plusSeconds(62));
    assertThat(own.status().expiresAt()).isAfter(own.createdAt().plusSeconds(3_599));
  }

  @Test
  void purgeMessage_ofAnExpiredOne_removesItFromTheTable() {
    MessageGroup group = direct(ANN, BOB, "Stays").group();
    Message soon = store.createMessage(group, SOON).message();
    clock.advance(Duration.ofHours(2));

    assertThat(store.purgeMessage(soon.ref())).isTrue();

    assertThat(table.items().toString()).doesNotContain("Soon gone");
    store.createMessage(group.id(), NewMessage.from("bob", "Next"));
  }

  @Test
  void createMessage_repeatedAfterItExpired_returnsWhatWasSentAndSendsNothing() {
    MessageGroup group = direct(ANN, BOB, "Stays").group();
    Message soon = store.createMessage(group, SOON.withIdempotencyKey("k-1")).message();
    clock.advance(Duration.ofHours(2));

    Sent again = store.createMessage(group, SOON.withIdempotencyKey("k-1"));

    assertThat(again.message()).isEqualTo(soon);
    assertThat(texts(group)).containsExactly("Stays");
    rowsFollowLater(group);
  }

  @Test
  void createMessage_withAnImpossibleLifetime_isRefused() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();

    assertThatThrownBy(() -> store.createMessage(group, SOON.withLifetime(Duration.ZERO)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("1 second");
    assertThatThrownBy(
            () -> store.createMessage(group, SOON.withLifetime(Duration.ofSeconds(Long.MAX_VALUE))))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void listMessages_whenManyHaveExpired_comesInShortPagesThatMissNothing() {
    MessageGroup group = direct(ANN, BOB, "First").group();
    for (int n = 0; n < 40; n++) {
      store.createMessage(group.id(), SOON);
    }
    store.createMessage(group.id(), NewMessage.from("bob", "Last"));
    clock.advance(Duration.ofHours(2));
    wire.clear();

    List<String> texts = new ArrayList<>();
    List<Integer> requests = new ArrayList<>();
    Optional<PageRequest> next = Optional.of(oldestFirst(2));
    while (next.isPresent()) {
      wire.clear();
      Page<Message> page = store.listMessages(group.id(), next.get());
      page.items().forEach(message -> texts.add(message.text()));
      requests.add(wire.requests().size());
      next = next.get().following(page);
    }

    assertThat(texts).containsExactly("First", "Last");
    assertThat(requests).hasSizeGreaterThan(2).allMatch(count -> count <= 4);
  }

  @Test
  void deleteMessage_whenTheOneBeforeHasExpired_showsTheOneBeforeThat() {
    MessageGroup group = direct(ANN, BOB, "First").group();
    store.createMessage(group.id(), SOON);
    Message last = store.createMessage(group.id(), NewMessage.from("bob", "Last")).message();
    clock.advance(Duration.ofHours(2));

    store.deleteMessage(last.ref());

    assertThat(previews("ann")).containsExactly("First");
  }

  /** By the stream, or a rebuild. */
  private void rowsFollowLater(MessageGroup group) {
    openAdmin(table).rebuild(WHOLE_TABLE);
    assertThat(store.listMessages(group.id(), newestFirst(1)).items()).hasSize(1);
  }
}
