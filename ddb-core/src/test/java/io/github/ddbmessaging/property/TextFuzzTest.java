package io.github.ddbmessaging.property;

import static io.github.ddbmessaging.property.Parsing.endsWell;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.campaign.Clients;
import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.stream.TableCheckpoints;
import io.github.ddbmessaging.table.Keys;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Texts that clients hand in: good ones with some bytes changed. */
class TextFuzzTest {
  private static final List<String> KEYS =
      List.of(
          "2026-11-21T01:02:03.123456Z#m-1",
          "2023-05-20T17:01:02",
          "2023-05-20T17:01:02.5-05:00",
          "9999-12-31T23:59:59.999999Z#\ud83d\ude00");

  @Property
  void sortKey_madeBad_isAKeyOrRefused(@ForAll Random random) {
    Mutations mutations = new Mutations(random);
    String text = mutations.text(mutations.pick(KEYS));

    endsWell(() -> new SortKey(text), text, InvalidInputException.class);
  }

  @Property
  void time_madeBad_isATimeThatCanBeWrittenOrRefused(@ForAll Random random) {
    Mutations mutations = new Mutations(random);
    String text = mutations.text(mutations.pick(KEYS).split("#", -1)[0]);

    endsWell(() -> Timestamps.format(Timestamps.parse(text)), text, DateTimeException.class);
  }

  @Property
  void positionOfAScan_madeBad_isRefusedOrAPositionInTheTable(@ForAll Random random) {
    Mutations mutations = new Mutations(random);
    String good = base64("MSG#g-1") + "." + base64(mutations.pick(KEYS));
    String position =
        random.nextBoolean()
            ? mutations.text(good)
            : base64(mutations.text("MSG#g-1")) + "." + base64(mutations.text(KEYS.get(0)));
    List<Map<String, AttributeValue>> starts = new ArrayList<>();
    DynamoDbClient client =
        Clients.sync(
            request -> {
              starts.add(((ScanRequest) request).exclusiveStartKey());
              return ScanResponse.builder().count(0).build();
            });
    MessagingAdmin admin = MessagingAdmin.builder().client(client).tableName("t").build();

    endsWell(
        () -> admin.rebuild(TableScan.withPageSize(1).resumedAt(position)).iterator().next(),
        position,
        InvalidInputException.class);

    assertThat(starts)
        .allSatisfy(
            start -> {
              assertThat(start).containsOnlyKeys("pk", "sk");
              assertThat(start.values()).noneMatch(value -> value.s().isEmpty());
            });
  }

  @Property
  void checkpoint_ofAnyItem_isAPositionOrNone(@ForAll Random random) {
    Mutations mutations = new Mutations(random);
    Map<String, AttributeValue> good =
        Map.of(
            "pk", AttributeValue.fromS(Keys.checkpointPartition("c")),
            "sk", AttributeValue.fromS("shard"),
            "position", AttributeValue.fromS("100"));
    Map<String, AttributeValue> item = mutations.itemOfSameKey(good);
    DynamoDbClient client = Clients.sync(request -> GetItemResponse.builder().item(item).build());

    endsWell(() -> new TableCheckpoints(client, "t", "c").find("shard"), item);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
