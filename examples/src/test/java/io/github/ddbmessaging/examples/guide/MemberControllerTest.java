package io.github.ddbmessaging.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.examples.guide.Dtos.ChangesDto;
import io.github.ddbmessaging.examples.guide.Dtos.MemberDto;
import io.github.ddbmessaging.examples.guide.Dtos.MembersDto;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MemberControllerTest {
  private static final MemberDto ANN = new MemberDto("ann", "Ann Ekström", "annek", true);
  private static final MemberDto BOB = new MemberDto("bob", "Bob Okafor", "bob", false);
  private static final MemberDto CEM = new MemberDto("cem", "Cem Yıldız", "cemy", false);

  @RegisterExtension
  static final DynamoDbExtension dynamoDb =
      DynamoDbExtension.builder()
          .table((client, name) -> MessagingTable.of(client, name).create(TableSettings.onDemand()))
          .parameter(
              MessagingStore.class,
              table ->
                  MessagingStore.builder().client(table.client()).tableName(table.name()).build())
          .build();

  private final Map<String, User> users =
      Map.of(
          "ann", new User("ann", "Ann Ekström", "annek"),
          "bob", new User("bob", "Bob Okafor", "bob"),
          "cem", new User("cem", "Cem Yıldız", "cemy"));

  private MessagingStore store;
  private MemberController service;
  private String hut;

  @BeforeEach
  void startGroup(MessagingStore onTable) {
    store = onTable;
    service = new MemberController(store, id -> Optional.ofNullable(users.get(id)));
    NewGroup group = NewGroup.titled("Hut", List.of(users.get("ann"), users.get("bob")));
    hut = store.createGroup(group, NewMessage.from("ann", "Hi")).group().id();
  }

  @Test
  void members_whenAMemberAsks_areAllWithTheOwnerMarked() {
    assertThat(service.members("bob", hut))
        .isEqualTo(Response.of(200, new MembersDto("Hut", List.of(ANN, BOB))));
  }

  @Test
  void members_whenAStrangerAsks_is404() {
    assertThat(service.members("cem", hut).status()).isEqualTo(404);
  }

  @Test
  void add_withoutHistory_letsThemSeeOnlyWhatComes() {
    Response response = service.add("bob", hut, List.of("cem"), false);
    store.createMessage(hut, NewMessage.from("ann", "Hi Cem"));

    assertThat(response.body()).isEqualTo(new MembersDto("Hut", List.of(ANN, BOB, CEM)));
    assertThat(store.actingAs("cem").listMessages(hut, PageRequest.newestFirst(20)).items())
        .hasSize(1);
  }

  @Test
  void add_whenNobodyHasThatId_is400() {
    assertThat(service.add("bob", hut, List.of("zoe"), false).status()).isEqualTo(400);
  }

  @Test
  void remove_byAnOwner_isDone() {
    assertThat(service.remove("ann", hut, "bob").body())
        .isEqualTo(new MembersDto("Hut", List.of(ANN)));
  }

  @Test
  void remove_ofAnotherByAMember_is403() {
    assertThat(service.remove("bob", hut, "ann").status()).isEqualTo(403);
  }

  @Test
  void remove_ofOneself_isDoneAndCanBeRepeated() {
    Response first = service.remove("bob", hut, "bob");
    Response again = service.remove("bob", hut, "bob");

    assertThat(List.of(first.status(), again.status())).containsOnly(200);
    assertThat(service.members("bob", hut).status()).isEqualTo(404);
  }

  @Test
  void changeRole_byAnOwner_isDone() {
    assertThat(service.changeRole("ann", hut, "bob", Role.OWNER).status()).isEqualTo(200);

    assertThat(service.rename("bob", hut, "Lake").body())
        .hasFieldOrPropertyWithValue("title", "Lake");
  }

  @Test
  void rename_byAMember_is403() {
    assertThat(service.rename("bob", hut, "Lake").status()).isEqualTo(403);
  }

  @Test
  void changes_afterARename_tellTheNewTitle() {
    MessageController changes = new MessageController(store);
    String token = (String) changes.beginChanges("bob", hut).body();
    service.rename("ann", hut, "Lake");

    ChangesDto news = (ChangesDto) changes.changes("bob", hut, token).body();

    assertThat(news.group()).isEqualTo(new MembersDto("Lake", List.of(ANN, BOB)));
  }
}
