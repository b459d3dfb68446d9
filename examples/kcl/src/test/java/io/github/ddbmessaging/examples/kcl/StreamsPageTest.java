package io.github.ddbmessaging.examples.kcl;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.ChangeEvent;
import io.github.ddbmessaging.model.ChangeEvent.MessageCreated;
import io.github.ddbmessaging.model.ChangeEvent.MessageDeleted;
import io.github.ddbmessaging.model.ChangeEvent.MessageEdited;
import io.github.ddbmessaging.model.ChangeEvent.MessageExpired;
import io.github.ddbmessaging.model.ChangeEvent.MessagePurged;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.RebuildReport;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.stream.ChangeEvents;
import io.github.ddbmessaging.stream.StreamPoller;
import io.github.ddbmessaging.stream.TableCheckpoints;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import io.github.ddbmessaging.testing.fault.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.kinesis.metrics.MetricsConfig;

/** The Java code of docs/streams.md, and the test that it is what the page says. */
class StreamsPageTest {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsPageTest.class);

  private final SearchIndex index = new SearchIndex();
  private final LocalDynamoDb local = LocalDynamoDb.start();
  private final DynamoDbClient dynamoDb = local.client();
  private final DynamoDbStreamsClient streams = local.streamsClient();
  private final MessagingStore store =
      MessagingStore.builder().client(dynamoDb).tableName("messages").build();

  @BeforeEach
  void sendStreamed() {
    MessagingTable.of(dynamoDb, "messages").create(TableSettings.onDemand());
    User ann = new User("ann", "Ann Ekström", "annek");
    User bob = new User("bob", "Bob Okafor", "bob");
    Sent first = store.createGroup(NewGroup.direct(ann, bob), NewMessage.from("ann", "Hi Bob"));
    store
        .withSendMode(SendMode.STREAMED)
        .createMessage(first.group(), NewMessage.from("bob", "Hi Ann!"));
  }

  @AfterEach
  void stopDynamoDb() {
    local.close();
  }

  @Test
  void pollerExample_whenDrained_showsStreamedMessage() {
    StreamPoller poller =
        StreamPoller.builder()
            .client(streams)
            .streamArn(MessagingTable.of(dynamoDb, "messages").streamArn().orElseThrow())
            .handler(records -> store.projector().project(records).retryFrom())
            .checkpoints(new TableCheckpoints(dynamoDb, "messages", "rows"))
            .build();

    poller.drain();

    assertThat(previews()).containsExactly("Hi Ann!");
  }

  @Test
  void rebuildExample_whenRowsAreBehind_showsNewestMessage() {
    MessagingAdmin admin = MessagingAdmin.builder().client(dynamoDb).tableName("messages").build();

    for (RebuildReport report : admin.rebuild(TableScan.withPageSize(500))) {
      LOG.info("{} items read, rows of {} groups written", report.itemsRead(), report.groups());
      report.problems().forEach(problem -> LOG.warn("{}", problem.getMessage()));
    }

    assertThat(previews()).containsExactly("Hi Ann!");
  }

  @Test
  void workerExample_whenNotRun_makesNoRequest() {
    Faults faults = Faults.withRandomSeed();
    DynamoDbAsyncClient leases = faults.wrap(local.asyncClient());
    CloudWatchAsyncClient cloudWatch = CloudWatchAsyncClient.create();
    String streamArn =
        RegionalStreams.arn(MessagingTable.of(dynamoDb, "messages").streamArn().orElseThrow());
    String workerId = "one";

    ProjectorWorker worker =
        new ProjectorWorker(
            new WorkerSettings(streamArn, "rows", workerId, Timings.DEFAULT),
            store.projector(),
            streams,
            leases,
            new MetricsConfig(cloudWatch, "rows"));

    assertThat(worker).isNotNull();
    assertThat(faults.calls()).isEmpty();
    cloudWatch.close();
  }

  @Test
  void eventsExample_whenMessagesChange_knowsEachAsItIsNow() {
    MessageRef bobs = newest();
    store.editMessage(bobs, MessageEdit.ofText("Hi Ann, at 8?"));

    drainIntoIndex();

    assertThat(index.texts()).containsExactly("Hi Bob", "Hi Ann, at 8?");
  }

  @Test
  void eventsExample_whenAMessageIsPurged_forgetsIt() {
    store.purgeMessage(newest());

    drainIntoIndex();

    assertThat(index.texts()).containsExactly("Hi Bob");
  }

  private MessageRef newest() {
    String groupId =
        store
            .withConsistentReads()
            .listMessageGroups("ann", newestFirst(1))
            .items()
            .get(0)
            .groupId();
    return store.withConsistentReads().listMessages(groupId, newestFirst(1)).items().get(0).ref();
  }

  private void drainIntoIndex() {
    StreamPoller.builder()
        .client(streams)
        .streamArn(MessagingTable.of(dynamoDb, "messages").streamArn().orElseThrow())
        .handler(this::index)
        .checkpoints(new TableCheckpoints(dynamoDb, "messages", "index"))
        .build()
        .drain();
  }

  @Test
  void codeBlocks_ofThePage_standInThisTest() throws IOException {
    String page = Files.readString(Path.of("../../docs/streams.md"));
    String test =
        squeezed(
            Files.readString(
                Path.of("src/test/java/io/github/ddbmessaging/examples/kcl/StreamsPageTest.java")));

    List<String> blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map((MatchResult block) -> squeezed(block.group(1)))
            .toList();

    assertThat(blocks).hasSize(5).allSatisfy(block -> assertThat(test).contains(block));
  }

  Optional<String> index(Collection<Record> records) {
    for (Record record : records) {
      try {
        ChangeEvents.decode(record).ifPresent(this::index);
      } catch (DamagedItemException e) {
        LOG.error("Skipped: {}", e.getMessage());
      }
    }
    return Optional.empty();
  }

  void index(ChangeEvent event) {
    if (event instanceof MessageCreated created) {
      index.put(created.message());
    } else if (event instanceof MessageEdited edited) {
      index.put(edited.message());
    } else if (event instanceof MessageDeleted deleted) {
      index.put(deleted.message());
    } else if (event instanceof MessagePurged purged) {
      index.remove(purged.message());
    } else if (event instanceof MessageExpired expired) {
      index.remove(expired.message());
    }
  }

  List<String> toBeNotified(Message message, Instant now) {
    return store.findGroup(message.groupId()).stream()
        .flatMap(group -> group.members().stream().filter(member -> sees(group, member, message)))
        .map(User::id)
        .filter(id -> !id.equals(message.sender().id()))
        .filter(id -> message.content().mentions().contains(id) || !hasMuted(id, message, now))
        .toList();
  }

  private static boolean sees(MessageGroup group, User member, Message message) {
    SortKey from = group.accessOf(member.id()).visibleFrom();
    return from == null || message.sortKey().compareTo(from) > 0;
  }

  private boolean hasMuted(String userId, Message message, Instant now) {
    return store
        .findGroupState(userId, message.groupId())
        .filter(state -> state.isMuted(now))
        .isPresent();
  }

  @Test
  void notificationExample_isForMembersWhoSeeItAndHaveNotMutedItOrAreMentioned() {
    List<User> friends = Stream.of("ann", "bob", "cem", "dan").map(StreamsPageTest::user).toList();
    MessageGroup hut =
        store.createGroup(NewGroup.titled("Hut", friends), NewMessage.from("ann", "Hi")).group();
    Instant now = hut.createdAt();
    GroupStateUpdate muted = GroupStateUpdate.begin().muteUntil(now.plusSeconds(60));
    List.of("bob", "cem").forEach(id -> store.updateGroupState(id, hut.id(), muted));
    MessageContent content = MessageContent.ofText("Cem?").withMentions(List.of("cem"));
    Message message = store.createMessage(hut, NewMessage.from("ann", content)).message();
    store.addMembers(hut.id(), List.of(user("eve")), History.FROM_JOINING);

    assertThat(toBeNotified(message, now)).containsExactly("cem", "dan");
    assertThat(toBeNotified(message, now.plusSeconds(60))).containsExactly("bob", "cem", "dan");
  }

  private static User user(String id) {
    return new User(id, "Name of " + id, id);
  }

  private List<String> previews() {
    return store.withConsistentReads().listMessageGroups("ann", newestFirst(10)).items().stream()
        .map(MessageGroupRow::preview)
        .toList();
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }

  /** Stands for one: the messages by their keys, each with its highest revision. */
  private static final class SearchIndex {
    private final Map<String, Message> messages = new TreeMap<>();

    void put(Message message) {
      messages.merge(
          key(message.ref()),
          message,
          (old, now) -> old.status().revision() > now.status().revision() ? old : now);
    }

    void remove(MessageRef message) {
      messages.remove(key(message));
    }

    List<String> texts() {
      return messages.values().stream().map(Message::text).toList();
    }

    private static String key(MessageRef message) {
      return message.groupId() + " " + message.sortKey().value();
    }
  }
}
