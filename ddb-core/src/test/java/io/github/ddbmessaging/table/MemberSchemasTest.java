package io.github.ddbmessaging.table;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.FormerMembership;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.LogEntry.Change;
import io.github.ddbmessaging.model.SortKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How it is stored that members come and go. */
class MemberSchemasTest {
  private static final String TIME = "2026-11-21T01:02:03.123456Z";
  private static final SortKey NEWEST = new SortKey(TIME + "#m-1");

  private static final Map<String, AttributeValue> ENTRY_ITEM =
      Map.ofEntries(
          entry("pk", fromS("MSG#g-1")),
          entry("sk", fromS("LOG#0000000000000000003")),
          entry("change", fromS("members_added")),
          entry("users", fromSs(List.of("cat"))),
          entry("newest_sk", fromS(NEWEST.value())),
          entry("changed_by", fromS("ann")),
          entry("changed_at", fromS(TIME)),
          entry("expires_at", fromN("1800000000")));

  private static final Map<String, AttributeValue> FORMER_ITEM =
      Map.of("pk", fromS("GRP#cat"), "sk", fromS("WAS#g-1"), "left_at", fromS(TIME));
  private static final FormerMembership FORMER =
      new FormerMembership("cat", "g-1", NEWEST.instant());

  @ParameterizedTest
  @CsvSource({
    "MEMBERS_ADDED,   members_added",
    "MEMBERS_REMOVED, members_removed",
    "ROLE_CHANGED,    role_changed",
    "TITLE_CHANGED,   title_changed",
    "NAMES_CHANGED,   names_changed"
  })
  void log_ofAChangeOfTheGroup_isMappedBothWays(Change change, String stored) {
    Map<String, AttributeValue> item = with(ENTRY_ITEM, "change", fromS(stored));
    LogEntry entry = entryOf(change, Set.of("cat"));

    assertThat(Schemas.LOG.itemToMap(entry, true)).isEqualTo(item);
    assertThat(Schemas.read(Schemas.LOG, item)).isEqualTo(entry);
  }

  @Test
  void log_aboutNobody_storesNoEmptySet() {
    LogEntry entry = entryOf(Change.TITLE_CHANGED, Set.of());

    Map<String, AttributeValue> item = Schemas.LOG.itemToMap(entry, true);

    assertThat(item).doesNotContainKey("users");
    assertThat(Schemas.read(Schemas.LOG, item)).isEqualTo(entry);
  }

  @Test
  void log_whoseUsersAreOfAnotherType_isDamaged() {
    Map<String, AttributeValue> item = with(ENTRY_ITEM, "users", fromN("1"));

    assertThatThrownBy(() -> Schemas.read(Schemas.LOG, item))
        .isInstanceOf(DamagedItemException.class);
  }

  @Test
  void former_isMappedBothWays() {
    assertThat(Schemas.FORMER.itemToMap(FORMER, true)).isEqualTo(FORMER_ITEM);
    assertThat(Schemas.read(Schemas.FORMER, FORMER_ITEM)).isEqualTo(FORMER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"WAS#", "WAS", "ST#g-1"})
  void former_withAnotherSortKey_isDamaged(String sortKey) {
    Map<String, AttributeValue> item = with(FORMER_ITEM, "sk", fromS(sortKey));

    assertThatThrownBy(() -> Schemas.read(Schemas.FORMER, item))
        .isInstanceOf(DamagedItemException.class);
  }

  @Test
  void former_inThePartitionOfAGroup_isDamaged() {
    Map<String, AttributeValue> item = with(FORMER_ITEM, "pk", fromS("MSG#g-1"));

    assertThatThrownBy(() -> Schemas.read(Schemas.FORMER, item))
        .isInstanceOf(DamagedItemException.class);
  }

  @Test
  void former_withATimeThatIsNone_isDamagedAndItsValueUntold() {
    Map<String, AttributeValue> item = with(FORMER_ITEM, "left_at", fromS("yesterday"));

    assertThatThrownBy(() -> Schemas.read(Schemas.FORMER, item))
        .isInstanceOf(DamagedItemException.class)
        .hasMessageContaining("left_at")
        .hasMessageNotContaining("yesterday");
  }

  @Test
  void former_withoutATime_isDamaged() {
    Map<String, AttributeValue> item = new HashMap<>(FORMER_ITEM);
    item.remove("left_at");

    assertThatThrownBy(() -> Schemas.read(Schemas.FORMER, item))
        .isInstanceOf(DamagedItemException.class)
        .hasMessageContaining("left_at");
  }

  private static LogEntry entryOf(Change change, Set<String> users) {
    return new LogEntry(
        "g-1",
        3,
        change,
        null,
        users,
        0,
        NEWEST,
        "ann",
        NEWEST.instant(),
        Instant.ofEpochSecond(1_800_000_000));
  }

  private static Map<String, AttributeValue> with(
      Map<String, AttributeValue> item, String name, AttributeValue value) {
    Map<String, AttributeValue> changed = new HashMap<>(item);
    changed.put(name, value);
    return changed;
  }
}
