package io.github.ddbmessaging.table;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.MessageStatus;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.UserReactions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How changes of messages are stored. */
class ChangeSchemasTest {
  private static final String TIME = "2026-11-21T01:02:03.123456Z";
  private static final SortKey KEY = new SortKey(TIME + "#m-1");

  private static final Map<String, AttributeValue> LOG_ITEM =
      Map.ofEntries(
          entry("pk", fromS("MSG#g-1")),
          entry("sk", fromS("LOG#0000000000000000012")),
          entry("change", fromS("deleted")),
          entry("message_sk", fromS(KEY.value())),
          entry("message_uuid", fromS("m-1")),
          entry("revision", fromN("2")),
          entry("newest_sk", fromS(KEY.value())),
          entry("changed_by", fromS("ann")),
          entry("changed_at", fromS(TIME)),
          entry("expires_at", fromN("1800000000")));
  private static final LogEntry ENTRY =
      new LogEntry(
          "g-1",
          12,
          LogEntry.Change.DELETED,
          new MessageRef("g-1", KEY, "m-1"),
          Set.of(),
          2,
          KEY,
          "ann",
          KEY.instant(),
          Instant.ofEpochSecond(1_800_000_000));

  private static final Map<String, AttributeValue> REACTIONS_ITEM =
      Map.of(
          "pk", fromS("MSG#g-1"),
          "sk", fromS("RCT#" + KEY.value() + "#bob"),
          "reactions", fromSs(List.of("+1", "heart")));

  @Test
  void log_isMappedBothWays() {
    assertThat(Schemas.LOG.itemToMap(ENTRY, true)).isEqualTo(LOG_ITEM);
    assertThat(Schemas.read(Schemas.LOG, LOG_ITEM)).isEqualTo(ENTRY);
  }

  @Test
  void log_ofALaterVersion_isReadAsAnother() {
    Map<String, AttributeValue> item = new HashMap<>(LOG_ITEM);
    item.put("change", fromS("title"));
    item.remove("message_sk");

    assertThat(Schemas.read(Schemas.LOG, item))
        .returns(LogEntry.Change.OTHER, LogEntry::change)
        .returns(null, LogEntry::message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOG#", "LOG#12", "LOG#000000000000000001x", "LOG#-000000000000000001"})
  void log_withAnotherKey_isDamaged(String sortKey) {
    Map<String, AttributeValue> item = new HashMap<>(LOG_ITEM);
    item.put("sk", fromS(sortKey));

    assertThatThrownBy(() -> Schemas.read(Schemas.LOG, item))
        .isInstanceOf(DamagedItemException.class);
  }

  @Test
  void reactions_areMappedBothWays() {
    UserReactions reactions = new UserReactions("g-1", KEY, "bob", Set.of("heart", "+1"));

    assertThat(Schemas.REACTIONS.itemToMap(reactions, true)).isEqualTo(REACTIONS_ITEM);
    assertThat(Schemas.read(Schemas.REACTIONS, REACTIONS_ITEM)).isEqualTo(reactions);
  }

  @Test
  void reactions_onceAllAreRemoved_areNone() {
    Map<String, AttributeValue> item = new HashMap<>(REACTIONS_ITEM);
    item.remove("reactions");

    assertThat(Schemas.read(Schemas.REACTIONS, item).emojis()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RCT#", "RCT##bob", "RCT#x#bob", "RCT#" + TIME + "#m-1#"})
  void reactions_withAnotherKey_areDamaged(String sortKey) {
    Map<String, AttributeValue> item = new HashMap<>(REACTIONS_ITEM);
    item.put("sk", fromS(sortKey));

    assertThatThrownBy(() -> Schemas.read(Schemas.REACTIONS, item))
        .isInstanceOf(DamagedItemException.class);
  }

  @Test
  void status_isMappedBothWays() {
    Map<String, AttributeValue> item =
        Map.ofEntries(
            entry("pk", fromS("MSG#g-1")),
            entry("sk", fromS(KEY.value())),
            entry("message", fromS("")),
            entry("message_uuid", fromS("m-1")),
            entry("user_uuid", fromS("ann")),
            entry("user_display_name", fromS("Ann")),
            entry("user_handle", fromS("ann")),
            entry("revision", fromN("2")),
            entry("edited_at", fromS(TIME)),
            entry("deleted_at", fromS(TIME)),
            entry("deleted_by", fromS("ann")),
            entry("expires_at", fromN("1800000000")));

    Message read = Schemas.read(Schemas.MESSAGES, item);

    assertThat(read.status())
        .isEqualTo(
            new MessageStatus(
                2, KEY.instant(), KEY.instant(), "ann", Instant.ofEpochSecond(1_800_000_000)));
    assertThat(Schemas.MESSAGES.itemToMap(read, true)).isEqualTo(item);
  }

  @ParameterizedTest
  @ValueSource(strings = {"edited_at", "deleted_at"})
  void status_withATimeThatIsNone_isDamaged(String attribute) {
    Map<String, AttributeValue> item =
        new HashMap<>(
            Schemas.MESSAGES.itemToMap(new Message("g-1", KEY, "m-1", Samples.ANN, "Hi"), true));
    item.put(attribute, fromS("yesterday"));

    assertThatThrownBy(() -> Schemas.read(Schemas.MESSAGES, item))
        .isInstanceOf(DamagedItemException.class)
        .hasMessageContaining(attribute);
  }

  @Test
  void head_thatShowsAnotherMessage_isMappedBothWays() {
    GroupHead head =
        new GroupHead(
            Samples.direct(),
            KEY,
            5,
            new GroupHead.Shown(KEY, new SortKey("2026-11-21T01:02:02.000000Z#m-0")));

    Map<String, AttributeValue> item = Schemas.HEADS.itemToMap(head, true);

    assertThat(item)
        .containsEntry("changes", fromN("5"))
        .containsEntry("shown_instead_of", fromS(KEY.value()))
        .containsEntry("shown_sk", fromS("2026-11-21T01:02:02.000000Z#m-0"));
    assertThat(Schemas.read(Schemas.HEADS, item)).isEqualTo(head);
  }
}
