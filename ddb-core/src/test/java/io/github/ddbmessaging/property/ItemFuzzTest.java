package io.github.ddbmessaging.property;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.property.GoodItems.GROUP;
import static io.github.ddbmessaging.property.GoodItems.GROUP_ID;
import static io.github.ddbmessaging.property.Parsing.SECRET;
import static io.github.ddbmessaging.property.Parsing.endsWell;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.table.Schemas;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items that are damaged, or none of ours, through each schema and each operation that reads. */
class ItemFuzzTest {
  private static final Set<String> NAMES =
      GoodItems.ALL.stream().flatMap(item -> item.keySet().stream()).collect(toUnmodifiableSet());

  private static final Class<?>[] REFUSALS = {
    DamagedItemException.class,
    NotAMemberException.class,
    InvalidInputException.class,
    RetriesExhaustedException.class
  };

  @Provide
  Arbitrary<TableSchema<?>> schemas() {
    return Arbitraries.of(Schemas.MESSAGES, Schemas.ROWS, Schemas.HEADS, Schemas.MARKERS);
  }

  @Property
  void read_ofAGoodItemMadeBad_isAnItemOrADamagedOne(
      @ForAll("schemas") TableSchema<?> schema, @ForAll Random random) {
    Mutations mutations = new Mutations(random);
    Map<String, AttributeValue> item = mutations.item(mutations.pick(GoodItems.ALL));

    endsWell(
        () -> Schemas.read(schema, item).toString().length(), item, DamagedItemException.class);
  }

  @Property
  void read_ofAnyAttributes_isAnItemOrADamagedOne(
      @ForAll("schemas") TableSchema<?> schema, @ForAll Random random) {
    Map<String, AttributeValue> item = new Mutations(random).anyItem(NAMES);

    endsWell(
        () -> Schemas.read(schema, item).toString().length(), item, DamagedItemException.class);
  }

  @Property
  void listMessages_ofADamagedGroup_isAPageOrADamagedItem(@ForAll Random random) {
    MessagingStore store = storeOn(random);

    endsWell(() -> store.listMessages(GROUP_ID, oldestFirst(5)), "", DamagedItemException.class);
    endsWell(
        () -> store.actingAs("ann").listMessages(GROUP_ID, newestFirst(5)),
        "",
        DamagedItemException.class,
        NotAMemberException.class);
  }

  @Property
  void find_ofDamagedItems_isAnItemOrADamagedOne(@ForAll Random random) {
    MessagingStore store = storeOn(random);

    endsWell(() -> store.findGroup(GROUP_ID), "", DamagedItemException.class);
    endsWell(() -> store.findMessage(GROUP_ID, GoodItems.NEWEST), "", DamagedItemException.class);
  }

  @Property
  void createMessage_intoADamagedGroup_isSentOrRefused(@ForAll Random random) {
    MessagingStore store = storeOn(random);
    NewMessage message = NewMessage.from("ann", SECRET).withIdempotencyKey("key");

    for (MessagingStore way : List.of(store, store.streamed(), store.actingAs("ann"))) {
      endsWell(() -> way.createMessage(GROUP_ID, message), "", REFUSALS);
      endsWell(() -> way.createMessage(GROUP, message), "", REFUSALS);
    }
  }

  @Property
  void rebuildRows_ofADamagedTable_reportsWhatItMeets(@ForAll Random random) {
    MessagingStore store = storeOn(random);

    endsWell(
        () -> {
          store.rebuildRows(null, 100).problems().forEach(Parsing::assertSilent);
          return null;
        },
        "");
  }

  private static MessagingStore storeOn(Random random) {
    return MessagingStore.builder()
        .client(new DamagedTable(new Mutations(random)))
        .tableName("t")
        .retries(new RetrySettings(3, Duration.ZERO, Duration.ZERO))
        .build();
  }
}
