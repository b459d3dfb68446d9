package io.github.ddbmessaging.examples.lambda;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.transformers.v2.DynamodbEventTransformer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Identity;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** What becomes of a record on its way through Lambda's serialization and its event classes. */
class EventConversionTest {
  @Test
  void toRecords_whenSequenceNumbersExceedLong_keepsEveryDigit() {
    assertThat(records("messages-of-two-groups"))
        .extracting(record -> record.dynamodb().sequenceNumber())
        .containsExactly(
            "4421584500000000017450439091",
            "4421584500000000017450439092",
            "4421584500000000017450439093",
            "4421584500000000017450439094",
            "4421584500000000017450439095");
  }

  @Test
  void toRecords_whenTimesAreEpochSeconds_readsThemAsSuch() {
    assertThat(records("messages-of-two-groups"))
        .extracting(record -> record.dynamodb().approximateCreationDateTime())
        .startsWith(
            Instant.parse("2026-11-21T10:00:00Z"),
            Instant.parse("2026-11-21T10:00:00Z"),
            Instant.parse("2026-11-21T10:00:00.500Z"));
  }

  @Test
  void toRecords_whenItemHoldsListOfMaps_keepsIt() {
    Record head = records("messages-of-two-groups").get(1);

    assertThat(requireNonNull(head.dynamodb().newImage().get("members")).l())
        .extracting(member -> requireNonNull(member.m().get("user_uuid")).s())
        .containsExactly("ann", "bob");
  }

  @Test
  void toRecords_whenTimeToLiveRemovedItem_tellsTheService() {
    assertThat(records("expired-marker"))
        .extracting(Record::userIdentity)
        .containsExactly(
            Identity.builder().type("Service").principalId("dynamodb.amazonaws.com").build());
  }

  @Test
  void toRecords_whenItemWasRemoved_hasNoNewImage() {
    assertThat(records("expired-marker"))
        .extracting(record -> record.dynamodb().hasNewImage())
        .containsExactly(false);
  }

  private static List<Record> records(String eventName) {
    return DynamodbEventTransformer.toRecordsV2(LambdaJson.event(eventName));
  }
}
