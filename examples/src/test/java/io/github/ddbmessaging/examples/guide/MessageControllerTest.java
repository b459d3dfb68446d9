package io.github.ddbmessaging.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.examples.guide.Dtos.ChangesDto;
import io.github.ddbmessaging.examples.guide.Dtos.MessageDto;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MessageControllerTest {
  @RegisterExtension
  static final DynamoDbExtension dynamoDb =
      DynamoDbExtension.builder()
          .table((client, name) -> MessagingTable.of(client, name).create(TableSettings.onDemand()))
          .parameter(
              MessagingStore.class,
              table ->
                  MessagingStore.builder().client(table.client()).tableName(table.name()).build())
          .build();

  private MessagingStore store;
  private MessageController service;
  private Message hi;

  @BeforeEach
  void startConversation(MessagingStore onTable) {
    store = onTable;
    service = new MessageController(store);
    NewGroup direct =
        NewGroup.direct(new User("ann", "Ann Ekström", "annek"), new User("bob", "Bob", "bob"));
    hi = store.createGroup(direct, NewMessage.from("ann", "Hi Bob")).message();
  }

  @Test
  void edit_withTheRevisionThatWasSeen_isDone() {
    Response response = service.edit("ann", hi.ref().toString(), "Hi Bob!", 0);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).hasFieldOrPropertyWithValue("revision", 1L);
  }

  @Test
  void edit_whenSomebodyWasFaster_is409WithTheMessageAsItIs() {
    service.edit("ann", hi.ref().toString(), "Hi Bob!", 0);

    Response response = service.edit("ann", hi.ref().toString(), "Hello Bob", 0);

    assertThat(response.status()).isEqualTo(409);
    assertThat(response.body()).hasFieldOrPropertyWithValue("text", "Hi Bob!");
  }

  @Test
  void edit_ofAnothersMessage_is403() {
    assertThat(service.edit("bob", hi.ref().toString(), "Hm", 0).status()).isEqualTo(403);
  }

  @Test
  void react_toADeletedMessage_is404() {
    service.delete("ann", hi.ref().toString());

    assertThat(service.react("bob", hi.ref().toString(), "+1").status()).isEqualTo(404);
  }

  @Test
  void copy_whenChangesAreApplied_isAsTheConversation() {
    String id = hi.groupId();
    ConversationCopy copy =
        new ConversationCopy((String) service.beginChanges("bob", id).body(), page(id));
    service.edit("ann", hi.ref().toString(), "Hi Bob!", 0);
    Message next = store.createMessage(id, NewMessage.from("bob", "Hi Ann")).message();
    service.delete("bob", next.ref().toString());

    boolean more = copy.apply((ChangesDto) service.changes("bob", id, copy.token()).body());

    assertThat(more).isFalse();
    assertThat(copy.messages()).containsExactlyInAnyOrderElementsOf(page(id));
  }

  private List<MessageDto> page(String id) {
    return store
        .withConsistentReads()
        .listMessages(id, PageRequest.newestFirst(20))
        .items()
        .stream()
        .map(MessageDto::of)
        .toList();
  }
}
