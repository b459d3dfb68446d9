package io.github.ddbmessaging.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.examples.guide.Dtos.ConversationDto;
import io.github.ddbmessaging.examples.guide.Dtos.MessageDto;
import io.github.ddbmessaging.examples.guide.Dtos.PageDto;
import io.github.ddbmessaging.examples.guide.Dtos.ProblemDto;
import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import io.github.ddbmessaging.testing.TestTable;
import io.github.ddbmessaging.testing.fault.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class ConversationControllerTest {
  @RegisterExtension
  static final DynamoDbExtension dynamoDb =
      DynamoDbExtension.builder()
          .table((client, name) -> MessagingTable.of(client, name).create(TableSettings.onDemand()))
          .build();

  private final Map<String, User> users =
      Map.of(
          "ann", new User("ann", "Ann Ekström", "annek"),
          "bob", new User("bob", "Bob Okafor", "bob"),
          "cem", new User("cem", "Cem Yıldız", "cemy"));

  private final Faults faults = Faults.withRandomSeed();
  private TestTable table;
  private ConversationController service;

  @BeforeEach
  void openService(TestTable ofTest) {
    table = ofTest;
    service = service(faults.wrap(table.client()));
  }

  @Test
  void startDirect_whenOtherLists_showsTheSenderAndTheirMessage() {
    service.startDirect("ann", "bob", "Hi Bob", "k-1");

    PageDto<ConversationDto> inbox = conversations("bob");

    assertThat(inbox.items())
        .extracting(ConversationDto::name, ConversationDto::preview, ConversationDto::lastIsYours)
        .containsExactly(tuple("Ann Ekström", "Hi Bob", false));
  }

  @Test
  void startDirect_whenSenderLists_saysThatTheLastIsTheirs() {
    service.startDirect("ann", "bob", "Hi Bob", "k-1");

    assertThat(conversations("ann").items())
        .extracting(ConversationDto::name, ConversationDto::lastIsYours)
        .containsExactly(tuple("Bob Okafor", true));
  }

  @Test
  void startGroup_whenMemberLists_showsTheTitle() {
    service.startGroup("ann", "Hut weekend", List.of("bob", "cem"), "Who drives?", "k-1");

    assertThat(conversations("cem").items())
        .extracting(ConversationDto::name)
        .containsExactly("Hut weekend");
  }

  @Test
  void startDirect_whenNobodyHasThatId_is400() {
    Response response = service.startDirect("ann", "zoe", "Hi Zoe", "k-1");

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.body()).isEqualTo(new ProblemDto("There is no user 'zoe'"));
  }

  @Test
  void answer_withAFileAndAMention_isListed() {
    String id = conversationOf(1);
    String answered = messages(service.messages("bob", id, null, null)).items().get(0).ref();
    Attachment file = Attachment.of("hut.png", "image/png", 5, "files/1");

    Response response =
        service.answer("bob", id, "There", answered, List.of("ann"), List.of(file), "k-a");

    assertThat(response.status()).isEqualTo(201);
    assertThat(texts(messages(service.messages("ann", id, null, null)))).startsWith("There");
  }

  @Test
  void answer_toAMessageOfAnotherConversation_is400() {
    String id = conversationOf(1);
    MessageRef elsewhere = new MessageRef("elsewhere", SortKey.of(Instant.EPOCH, "m"), "m");

    assertThat(
            service
                .answer("bob", id, "Hi", elsewhere.toString(), List.of(), List.of(), "k-a")
                .status())
        .isEqualTo(400);
  }

  @Test
  void messages_whenCursorIsHandedBack_continuesBehindThePage() {
    String id = conversationOf(25);

    PageDto<MessageDto> newest = messages(service.messages("bob", id, null, null));
    PageDto<MessageDto> older = messages(service.messages("bob", id, null, newest.next()));

    assertThat(texts(newest)).hasSize(20).startsWith("Message 25").endsWith("Message 6");
    assertThat(texts(older)).hasSize(5).startsWith("Message 5").endsWith("Message 1");
    assertThat(older.next()).isNull();
  }

  @Test
  void messages_beforeAMessage_areThoseThatAreOlder() {
    String id = conversationOf(3);
    MessageDto newest = messages(service.messages("bob", id, null, null)).items().get(0);

    Response response = service.messages("bob", id, newest.ref(), null);

    assertThat(texts(messages(response))).containsExactly("Message 2", "Message 1");
  }

  @Test
  void missed_afterTheLastMessageOfAClient_areThoseThatCameSinceInTheirOrder() {
    String id = conversationOf(1);
    MessageDto last = messages(service.messages("bob", id, null, null)).items().get(0);
    service.send("ann", id, "Still there?", "k-a");
    service.send("ann", id, "Hello?", "k-b");

    Response response = service.missed("bob", id, last.ref(), null);

    assertThat(texts(messages(response))).containsExactly("Still there?", "Hello?");
  }

  @Test
  void missed_whenMoreThanAPage_continuesWithTheCursor() {
    String id = conversationOf(25);
    String cursor = messages(service.messages("bob", id, null, null)).next();
    MessageDto fifth = messages(service.messages("bob", id, null, cursor)).items().get(0);
    String second = messages(service.messages("bob", id, fifth.ref(), null)).items().get(2).ref();

    PageDto<MessageDto> page = messages(service.missed("bob", id, second, null));
    PageDto<MessageDto> rest = messages(service.missed("bob", id, second, page.next()));

    assertThat(texts(page)).hasSize(20).startsWith("Message 3").endsWith("Message 22");
    assertThat(texts(rest)).containsExactly("Message 23", "Message 24", "Message 25");
  }

  @Test
  void messages_withTheCursorOfTheOtherDirection_is400() {
    String id = conversationOf(25);
    String cursor = messages(service.messages("bob", id, null, null)).next();
    MessageDto newest = messages(service.messages("bob", id, null, null)).items().get(0);

    assertThat(service.missed("bob", id, newest.ref(), cursor).status()).isEqualTo(400);
  }

  @Test
  void messages_ofAStranger_are404AsOfAGroupThatIsNot() {
    String id = conversationOf(1);

    Response response = service.messages("cem", id, null, null);

    assertThat(response.status()).isEqualTo(404);
    assertThat(response).isEqualTo(service.messages("cem", "no-such-group", null, null));
  }

  @Test
  void send_whenRepeatedWithItsKey_sendsOnce() {
    String id = conversationOf(1);

    Response first = service.send("bob", id, "Hi Ann!", "k-9");
    Response again = service.send("bob", id, "Hi Ann!", "k-9");

    assertThat(first.status()).isEqualTo(201);
    assertThat(again).isEqualTo(first);
    assertThat(texts(messages(service.messages("ann", id, null, null))))
        .containsExactly("Hi Ann!", "Message 1");
  }

  @Test
  void send_withoutAKey_is400() {
    assertThat(service.send("bob", conversationOf(1), "Hi Ann!", null).status()).isEqualTo(400);
  }

  @Test
  void send_whenTheTextIsTooLong_is400AndSaysTheLimit() {
    Response response = service.send("bob", conversationOf(1), "x".repeat(1_025), "k-9");

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo(
            new ProblemDto("The message text has 1025 characters; at most 1024 are allowed"));
  }

  @Test
  void send_whenThrottledTimeAndAgain_is503AndSaysThatNothingWasDone() {
    String id = conversationOf(1);
    faults.on("TransactWriteItems").throttled();

    Response response = service.send("bob", id, "Hi Ann!", "k-9");

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers()).containsEntry("Retry-After", "1");
    assertThat(problem(response)).endsWith("Nothing was done: repeat it later");
  }

  @Test
  void send_whenTheResponseIsLostTimeAndAgain_is503AndASecondTrySendsOnce() {
    String id = conversationOf(1);
    faults.on("TransactWriteItems").firstCalls(4).answerLost();

    Response response = service.send("bob", id, "Hi Ann!", "k-9");
    Response again = service.send("bob", id, "Hi Ann!", "k-9");

    assertThat(problem(response)).contains("repeat it with the same Idempotency-Key");
    assertThat(again.status()).isEqualTo(201);
    assertThat(texts(messages(service.messages("ann", id, null, null))))
        .containsExactly("Hi Ann!", "Message 1");
  }

  @Test
  void messages_whenDynamoDbCanNotBeReached_is502() {
    String id = conversationOf(1);
    faults.on("Query").requestLost();

    assertThat(service.messages("bob", id, null, null).status()).isEqualTo(502);
  }

  @Test
  void messages_whenTheHeadIsDamaged_is500WithoutSayingMore() {
    String id = conversationOf(1);
    removeFromAllItems("newest_sk");

    Response response = service.messages("bob", id, null, null);

    assertThat(response).isEqualTo(Response.problem(500, "Something is wrong with the data"));
  }

  @Test
  void messages_whenAMessageIsDamaged_leavesItOut() {
    String id = conversationOf(1);
    removeFromAllItems("message");

    Response response = service.messages("bob", id, null, null);

    assertThat(response).isEqualTo(Response.of(200, new PageDto<>(List.of(), null)));
  }

  private void removeFromAllItems(String attribute) {
    table
        .client()
        .scanPaginator(scan -> scan.tableName(table.name()))
        .items()
        .forEach(
            item ->
                table
                    .client()
                    .updateItem(
                        update ->
                            update
                                .tableName(table.name())
                                .key(Map.of("pk", item.get("pk"), "sk", item.get("sk")))
                                .updateExpression("REMOVE " + attribute)));
  }

  private ConversationController service(DynamoDbClient client) {
    MessagingStore store =
        MessagingStore.builder()
            .client(client)
            .tableName(table.name())
            .retries(new RetrySettings(4, Duration.ZERO, Duration.ZERO))
            .build();
    return new ConversationController(store, id -> Optional.ofNullable(users.get(id)));
  }

  /** A direct chat of Ann and Bob, in which Ann has written so many messages. */
  private String conversationOf(int messages) {
    service.startDirect("ann", "bob", "Message 1", "m-1");
    String id = conversations("ann").items().get(0).id();
    for (int n = 2; n <= messages; n++) {
      service.send("ann", id, "Message " + n, "m-" + n);
    }
    return id;
  }

  private PageDto<ConversationDto> conversations(String user) {
    return body(service.conversations(user, null));
  }

  private static PageDto<MessageDto> messages(Response response) {
    return body(response);
  }

  @SuppressWarnings("unchecked") // The endpoint says what is on its pages.
  private static <T> PageDto<T> body(Response response) {
    assertThat(response.status()).isEqualTo(200);
    return (PageDto<T>) response.body();
  }

  private static List<String> texts(PageDto<MessageDto> page) {
    return page.items().stream().map(MessageDto::text).toList();
  }

  private static String problem(Response response) {
    return ((ProblemDto) response.body()).problem();
  }
}
