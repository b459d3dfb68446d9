package io.github.ddbmessaging.internal.read;

import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.run.Answers.NOTHING;
import static io.github.ddbmessaging.internal.run.Answers.NO_ITEMS;
import static io.github.ddbmessaging.internal.run.Answers.error;
import static io.github.ddbmessaging.internal.run.Answers.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.Items;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NotAMemberException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

class LookupsTest {
  private static final MessageGroup GROUP = Samples.direct();
  private static final Message MESSAGE = Samples.message(Samples.FIRST, Samples.ANN, "Hi");
  private static final Map<String, AttributeValue> HEAD_KEY = Items.headKey("g-1");
  private static final Map<String, AttributeValue> MESSAGE_KEY =
      Items.key("MSG#g-1", "2026-11-21T01:02:03.123456Z#m-1");
  private static final StoreSettings AS_ANN = settings().actingAs("ann");
  private static final StoreSettings AS_EVE = settings().actingAs("eve");

  @Test
  void findGroup_whenThereIsOne_isOneRead() {
    Script script = new Script(item(GROUP));

    Optional<MessageGroup> found = script.run(Lookups.findGroup(settings(), "g-1"));

    assertThat(found).contains(GROUP);
    assertThat(script.requests()).containsExactly(read(HEAD_KEY, false));
  }

  @Test
  void findGroup_whenReadsAreConsistent_asksForThat() {
    Script script = new Script(item(GROUP));

    script.run(Lookups.findGroup(settings().withConsistentReads(), "g-1"));

    assertThat(script.requests()).containsExactly(read(HEAD_KEY, true));
  }

  @Test
  void findGroup_whenThereIsNone_isEmpty() {
    assertThat(new Script(NOTHING).run(Lookups.findGroup(settings(), "g-1"))).isEmpty();
  }

  @Test
  void findGroup_whenActingAsAMember_isOneRead() {
    Script script = new Script(item(GROUP));

    Optional<MessageGroup> found = script.run(Lookups.findGroup(AS_ANN, "g-1"));

    assertThat(found).contains(GROUP);
    assertThat(script.requests()).containsExactly(read(HEAD_KEY, false));
  }

  @Test
  void findGroup_whenActingAndOnlyTheStrongReadKnowsTheGroup_findsIt() {
    Script script = new Script(NOTHING, item(GROUP));

    assertThat(script.run(Lookups.findGroup(AS_ANN, "g-1"))).contains(GROUP);
    assertThat(script.requests()).containsExactly(read(HEAD_KEY, false), read(HEAD_KEY, true));
  }

  @Test
  void findGroup_whenActingAsAStranger_isRefusedOnlyAfterAStrongRead() {
    Script script = new Script(item(GROUP), item(GROUP));
    Step<Optional<MessageGroup>> find = Lookups.findGroup(AS_EVE, "g-1");

    assertThatExceptionOfType(NotAMemberException.class).isThrownBy(() -> script.run(find));
    assertThat(script.requests()).containsExactly(read(HEAD_KEY, false), read(HEAD_KEY, true));
  }

  @Test
  void findGroup_whenActingWithConsistentReads_isRefusedAfterOne() {
    Script script = new Script(item(GROUP));
    Step<Optional<MessageGroup>> find = Lookups.findGroup(AS_EVE.withConsistentReads(), "g-1");

    assertThatExceptionOfType(NotAMemberException.class).isThrownBy(() -> script.run(find));
    assertThat(script.requests()).containsExactly(read(HEAD_KEY, true));
  }

  @Test
  void findGroup_whenActingAndThereIsNone_isRefused() {
    Script script = new Script(NOTHING, NOTHING, NO_ITEMS);
    Step<Optional<MessageGroup>> find = Lookups.findGroup(AS_EVE, "g-1");

    assertThatExceptionOfType(NotAMemberException.class).isThrownBy(() -> script.run(find));
  }

  @Test
  void findGroup_whenIdIsInvalid_isRefusedBeforeAnyRequest() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> Lookups.findGroup(settings(), "a#b"));
  }

  @Test
  void findGroup_whenServiceRefuses_failsNamingTheRequest() {
    Script script = new Script(error("ResourceNotFoundException", 400));
    Step<Optional<MessageGroup>> find = Lookups.findGroup(settings(), "g-1");

    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> script.run(find))
        .withMessageStartingWith("GetItem failed: ");
  }

  @Test
  void findMessage_whenThereIsOne_isOneRead() {
    Script script = new Script(item(MESSAGE));

    Optional<Message> found = script.run(Lookups.findMessage(settings(), "g-1", Samples.FIRST));

    assertThat(found).contains(MESSAGE);
    assertThat(script.requests()).containsExactly(read(MESSAGE_KEY, false));
  }

  @Test
  void findMessage_whenThereIsNone_isEmpty() {
    assertThat(new Script(NOTHING).run(Lookups.findMessage(settings(), "g-1", Samples.FIRST)))
        .isEmpty();
  }

  @Test
  void findMessage_whenActingAsAMember_readsTheHeadFirst() {
    Script script = new Script(item(GROUP), item(MESSAGE));

    script.run(Lookups.findMessage(AS_ANN, "g-1", Samples.FIRST));

    assertThat(script.requests()).containsExactly(read(HEAD_KEY, false), read(MESSAGE_KEY, false));
  }

  @Test
  void findMessage_whenActingAsAStranger_isRefusedWithoutReadingIt() {
    Script script = new Script(item(GROUP), item(GROUP));
    Step<Optional<Message>> find = Lookups.findMessage(AS_EVE, "g-1", Samples.FIRST);

    assertThatExceptionOfType(NotAMemberException.class).isThrownBy(() -> script.run(find));
    assertThat(script.requests()).doesNotContain(read(MESSAGE_KEY, false));
  }

  @Test
  void findMessage_whenGroupIdIsInvalid_isRefusedBeforeAnyRequest() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> Lookups.findMessage(settings(), "", Samples.FIRST));
  }

  private static GetItemRequest read(Map<String, AttributeValue> key, boolean strongly) {
    return GetItemRequest.builder()
        .tableName("t")
        .key(key)
        .consistentRead(strongly)
        .returnConsumedCapacity(ReturnConsumedCapacity.NONE)
        .build();
  }
}
