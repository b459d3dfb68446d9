package io.github.ddbmessaging.property;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.property.GoodItems.GROUP;
import static io.github.ddbmessaging.property.GoodItems.GROUP_ID;
import static io.github.ddbmessaging.property.Parsing.SECRET;
import static io.github.ddbmessaging.property.Parsing.endsWell;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.campaign.Clients;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.ChangesTokenExpiredException;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.IdempotencyKeyReusedException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageDeletedException;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageNotFoundException;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.MigrationReport;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.RebuildReport;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.table.Schemas;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** Items that are damaged, or none of ours, through each schema and each operation that reads. */
class ItemFuzzTest {
  private static final Set<String> NAMES =
      GoodItems.ALL.stream().flatMap(item -> item.keySet().stream()).collect(toUnmodifiableSet());

  private static final RetrySettings RETRIES =
      new RetrySettings(3, Duration.ZERO, Duration.ZERO, Duration.ofMillis(500));

  private static final Class<?>[] REFUSALS = {
    DamagedItemException.class,
    NotAMemberException.class,
    InvalidInputException.class,
    IdempotencyKeyReusedException.class,
    RetriesExhaustedException.class,
    MessageNotFoundException.class,
    MessageDeletedException.class,
    ChangesTokenExpiredException.class
  };

  /** Of a whole group. */
  private static final ChangesToken TOKEN =
      MessagingStore.builder()
          .client(Clients.sync(request -> GetItemResponse.builder().item(GoodItems.HEAD).build()))
          .tableName("t")
          .build()
          .beginChanges(GROUP_ID);

  @Provide
  Arbitrary<TableSchema<?>> schemas() {
    return Arbitraries.of(
        Schemas.MESSAGES,
        Schemas.ROWS,
        Schemas.HEADS,
        Schemas.MARKERS,
        Schemas.LOG,
        Schemas.REACTIONS,
        Schemas.STATES,
        Schemas.FORMER);
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
    endsWell(
        () -> store.findMessage(new MessageRef(GROUP_ID, GoodItems.NEWEST, "m-2")),
        "",
        DamagedItemException.class);
  }

  @Property
  void createMessage_intoADamagedGroup_isSentOrRefused(@ForAll Random random) {
    MessagingStore store = storeOn(random);
    NewMessage message = NewMessage.from("ann", SECRET).withIdempotencyKey("key");

    for (MessagingStore way :
        List.of(store, store.withSendMode(SendMode.STREAMED), store.actingAs("ann"))) {
      endsWell(() -> way.createMessage(GROUP_ID, message), "", REFUSALS);
      endsWell(() -> way.createMessage(GROUP, message), "", REFUSALS);
    }
  }

  @Property
  void change_inADamagedGroup_isDoneOrRefused(@ForAll Random random) {
    MessagingStore store = storeOn(random);
    MessageRef ref = new MessageRef(GROUP_ID, GoodItems.NEWEST, "m-2");
    for (MessagingStore way : List.of(store, store.withSendMode(SendMode.STREAMED))) {
      endsWell(() -> way.editMessage(ref, MessageEdit.ofText(SECRET)), "", REFUSALS);
      endsWell(() -> way.deleteMessage(ref), "", REFUSALS);
    }
    endsWell(() -> store.purgeMessage(ref), "", REFUSALS);
    endsWell(() -> store.addReaction(ref, "ann", SECRET), "", REFUSALS);
    endsWell(() -> store.listChanges(GROUP_ID, TOKEN, 5), "", REFUSALS);
    endsWell(() -> store.withReactions().listMessages(GROUP_ID, oldestFirst(5)), "", REFUSALS);
  }

  @Property
  void personalState_inADamagedTable_isReadOrRefused(@ForAll Random random) {
    MessagingStore store = storeOn(random);
    MessageRef ref = new MessageRef(GROUP_ID, GoodItems.NEWEST, "m-2");
    GroupStateUpdate update = GroupStateUpdate.begin().withData(Map.of("name", SECRET));

    for (MessagingStore way : List.of(store, store.actingAs("ann"))) {
      endsWell(() -> way.listInbox("ann", newestFirst(5)), "", REFUSALS);
      endsWell(() -> way.listPinned("ann"), "", REFUSALS);
      endsWell(() -> way.findGroupState("ann", GROUP_ID), "", REFUSALS);
      endsWell(() -> way.countUnread("ann", GROUP_ID), "", REFUSALS);
      endsWell(() -> way.countUnread("ann", List.of(GROUP_ID), 5), "", REFUSALS);
      endsWell(() -> way.listReadPositions(GROUP), "", REFUSALS);
      endsWell(() -> way.listReadPositions(GROUP_ID), "", REFUSALS);
      endsWell(() -> way.markRead("ann", ref, 0), "", REFUSALS);
      endsWell(() -> way.markUnread("ann", ref), "", REFUSALS);
      endsWell(() -> way.updateGroupState("ann", GROUP_ID, update), "", REFUSALS);
    }
  }

  @Property
  void upkeep_ofADamagedTable_reportsWhatItMeets(@ForAll Random random) {
    MessagingAdmin admin =
        MessagingAdmin.builder()
            .client(DamagedTable.client(new Mutations(random)))
            .tableName("t")
            .retries(RETRIES)
            .build();
    TableScan all = TableScan.withPageSize(100);

    endsWell(() -> silent(admin.rebuild(all), RebuildReport::problems), "");
    endsWell(() -> silent(admin.migrate(all), MigrationReport::problems), "");
    endsWell(() -> admin.check(all).iterator().next().toString().length(), "");
  }

  private static <R> R silent(Iterable<R> reports, Function<R, List<MessagingException>> problems) {
    R report = reports.iterator().next();
    problems.apply(report).forEach(Parsing::assertSilent);
    return report;
  }

  private static MessagingStore storeOn(Random random) {
    return MessagingStore.builder()
        .client(DamagedTable.client(new Mutations(random)))
        .tableName("t")
        .retries(RETRIES)
        .build();
  }
}
