package io.github.ddbmessaging.legacy;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.internal.project.StreamRecords;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.store.Faults;
import io.github.ddbmessaging.store.Wire.Fault;
import io.github.ddbmessaging.table.Keys;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * A key of the original application pushes a message ahead, the response to its send is lost, and
 * before the send tries again the message is moved back: it is sent once all the same.
 */
class MovedSendTest extends OldTableTest {
  private static final NewMessage MESSAGE = NewMessage.from("ann", "Once");

  private MessageGroup group;

  /** What moves messages back. */
  enum Mover {
    MIGRATION {
      @Override
      void move(MovedSendTest test) {
        test.openAdmin(test.table).migrate(WHOLE_TABLE);
      }
    },
    PROJECTOR {
      @Override
      void move(MovedSendTest test) {
        Message newest = test.openElsewhere().listMessages(GROUP, newestFirst(1)).items().get(0);
        test.openElsewhere()
            .projector()
            .rewriteOldKeys()
            .project(
                List.of(
                    StreamRecords.of(
                        OperationType.INSERT,
                        1,
                        test.table.item(Keys.messagePartition(GROUP), newest.sortKey().value()))));
      }
    };

    abstract void move(MovedSendTest test);
  }

  @BeforeEach
  void converseFarInTheEast() {
    String ahead =
        clock
            .instant()
            .atOffset(ZoneOffset.ofHours(9))
            .truncatedTo(ChronoUnit.SECONDS)
            .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    old.converse(GROUP, ahead, ANN, BOB, "Old");
    group = admin.adoptGroup(GROUP, List.of(ANN, BOB));
  }

  @ParameterizedTest
  @EnumSource
  void createMessage_streamedAndMovedBeforeItsRetry_sendsOnce(Mover mover) {
    wire.failNext(doneThenMovedBy(mover));

    store.withSendMode(SendMode.STREAMED).createMessage(group, MESSAGE);

    assertThat(texts()).containsExactly("Old", "Once");
  }

  /** The client of DynamoDB repeats by itself what it has lost the response to. */
  @Test
  void createMessage_streamedAndMovedBeforeTheClientRepeatsIt_sendsOnce() {
    wire.failNext(
        (request, service) ->
            doneThenMovedBy(Mover.MIGRATION)
                .strike(request, service)
                .handle((response, lost) -> lost)
                .thenCompose(lost -> service.send(withoutToken(request))));

    Sent sent = store.withSendMode(SendMode.STREAMED).createMessage(group, MESSAGE);

    assertSentOnceAsReturned(sent);
  }

  @ParameterizedTest
  @EnumSource
  void createMessage_movedBeforeARetryWithoutItsToken_sendsOnce(Mover mover) {
    wire.failNext(
        doneThenMovedBy(mover), (request, service) -> service.send(withoutToken(request)));

    Sent sent = store.createMessage(group, MESSAGE);

    assertSentOnceAsReturned(sent);
  }

  @ParameterizedTest
  @EnumSource
  void createMessage_withAKeyAndMovedBeforeARetryWithoutItsToken_sendsOnce(SendMode mode) {
    wire.failNext(
        doneThenMovedBy(Mover.MIGRATION),
        (request, service) -> service.send(withoutToken(request)));

    store.withSendMode(mode).createMessage(group, MESSAGE.withIdempotencyKey("key"));

    assertThat(texts()).containsExactly("Old", "Once");
  }

  private Fault doneThenMovedBy(Mover mover) {
    return (request, service) ->
        service
            .send(request)
            .thenCompose(
                done -> {
                  mover.move(this);
                  return Faults.notSent().strike(request, service);
                });
  }

  private static SdkRequest withoutToken(SdkRequest request) {
    return request instanceof TransactWriteItemsRequest transaction
        ? transaction.toBuilder().clientRequestToken(null).build()
        : request;
  }

  private void assertSentOnceAsReturned(Sent sent) {
    assertThat(texts()).containsExactly("Old", "Once");
    assertThat(sent.message().createdAt()).isBefore(clock.instant());
    assertThat(openElsewhere().findMessage(sent.message().ref())).contains(sent.message());
    admin.migrate(WHOLE_TABLE);
    assertThat(admin.check(WHOLE_TABLE).get(0).findings()).isEmpty();
  }
}
