package readme;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class Chat {
  private final MessagingStore store;

  Chat(DynamoDbClient dynamoDb) {
    store = MessagingStore.builder().client(dynamoDb).tableName("messages").build();
  }

  Page<MessageGroupRow> talk() {
    User ann = User.builder("ann").displayName("Ann Ekström").handle("annek").build();
    User bob = User.builder("bob").displayName("Bob Okafor").handle("bob").build();
    MessagingStore asAnn = store.actingAs("ann"); // does only what Ann may

    // If the two have a direct group already, it sends into that.
    Sent hi = asAnn.createGroup(NewGroup.direct(ann, bob), NewMessage.from("ann", "Hi Bob"));
    // The group in hand saves a read; the key makes the send safe to repeat.
    NewMessage late = NewMessage.from("ann", "At 8?").withIdempotencyKey("r-17");
    Message sent = asAnn.createMessage(hi.group(), late).message();
    asAnn.editMessage(sent.ref(), MessageEdit.ofText("At 9?"));
    asAnn.addReaction(hi.message().ref(), "ann", "👍");

    String groupId = hi.group().id();
    asAnn.withReactions().listMessages(groupId, newestFirst(20));
    // A ref, as text, is safe in a URL.
    MessageRef seen = MessageRef.parse(hi.message().ref().toString());
    asAnn.listMessages(groupId, oldestFirst(100).after(seen));

    // Bob's conversations.
    return store.actingAs("bob").listMessageGroups("bob", newestFirst(20));
  }
}
