package io.github.ddbmessaging.internal.access;

import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.read.SampleRequests.get;
import static io.github.ddbmessaging.internal.read.SampleRequests.getStrongly;
import static io.github.ddbmessaging.internal.run.Answers.NOTHING;
import static io.github.ddbmessaging.internal.run.Answers.NO_ITEMS;
import static io.github.ddbmessaging.internal.run.Answers.item;
import static io.github.ddbmessaging.internal.run.Answers.lastItems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.MemberRows;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.OtherUserException;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MembershipTest {
  private static final MessageGroup GROUP = Samples.direct();
  private static final ItemKey HEAD = ItemKey.head("g-1");
  private static final StoreSettings AS_ANN = settings().actingAs("ann");
  private static final StoreSettings AS_EVE = settings().actingAs("eve");
  private static final String REFUSAL =
      "User 'eve' is not a member of message group 'g-1', or there is no such group";

  @Test
  void require_whenActingAsAMember_isOneRead() {
    Script script = new Script(item(GROUP));

    assertThat(script.run(Membership.require(AS_ANN, "g-1"))).contains(GROUP);
    assertThat(script.requests()).containsExactly(get(HEAD));
  }

  @Test
  void require_whenOnlyTheStrongReadKnowsTheGroup_findsIt() {
    Script script = new Script(NOTHING, item(GROUP));

    assertThat(script.run(Membership.require(AS_ANN, "g-1"))).contains(GROUP);
    assertThat(script.requests()).containsExactly(get(HEAD), getStrongly(HEAD));
  }

  @Test
  void require_whenActingAsAStranger_isRefusedOnlyAfterAStrongRead() {
    Script script = new Script(item(GROUP), item(GROUP));

    assertThatExceptionOfType(NotAMemberException.class)
        .isThrownBy(() -> script.run(Membership.require(AS_EVE, "g-1")))
        .withMessage(REFUSAL);
    assertThat(script.requests()).containsExactly(get(HEAD), getStrongly(HEAD));
  }

  @Test
  void require_whenReadsAreConsistent_isRefusedAfterOne() {
    Script script = new Script(item(GROUP));

    assertThatExceptionOfType(NotAMemberException.class)
        .isThrownBy(() -> script.run(Membership.require(AS_EVE.withConsistentReads(), "g-1")));
    assertThat(script.requests()).containsExactly(getStrongly(HEAD));
  }

  @Test
  void require_whenThereIsNoSuchGroup_isRefusedAsForAStranger() {
    Script script = new Script(NOTHING, NOTHING, NO_ITEMS);

    assertThatExceptionOfType(NotAMemberException.class)
        .isThrownBy(() -> script.run(Membership.require(AS_EVE, "g-1")))
        .withMessage(REFUSAL);
  }

  @Test
  void require_whenTheGroupHasARowOfTheUserAndNoHead_isEmptyAndNotRefused() {
    SortKey old = new SortKey("2023-05-20T17:01:02");
    Script script =
        new Script(
            NOTHING,
            NOTHING,
            lastItems(
                List.of(
                    Schemas.ROWS.itemToMap(MemberRows.of(GROUP, old, Samples.ANN, null), true))));

    assertThat(script.run(Membership.require(AS_ANN, "g-1"))).isEmpty();
  }

  @Test
  void requireSelf_whenActingAsAnother_isRefused() {
    assertThatExceptionOfType(OtherUserException.class)
        .isThrownBy(() -> Membership.requireSelf(AS_ANN, "bob", "send a message as"))
        .withMessage("A store that acts for user 'ann' can't send a message as user 'bob'");
  }

  @Test
  void requireSelf_whenActingAsThatUserOrAsNobody_passes() {
    assertThatCode(
            () -> {
              Membership.requireSelf(AS_ANN, "ann", "do something as");
              Membership.requireSelf(settings(), "ann", "do something as");
            })
        .doesNotThrowAnyException();
  }

  @Test
  void isMember_onlyForAnActingUserWhoIsInTheGroup() {
    assertThat(Membership.isMember(AS_ANN, Optional.of(GROUP))).isTrue();
    assertThat(Membership.isMember(AS_EVE, Optional.of(GROUP))).isFalse();
    assertThat(Membership.isMember(AS_ANN, Optional.empty())).isFalse();
    assertThat(Membership.isMember(settings(), Optional.of(GROUP))).isFalse();
  }

  @Test
  void isUnchecked_onlyIfTheStoreActsForNobody() {
    assertThat(Membership.isUnchecked(settings())).isTrue();
    assertThat(Membership.isUnchecked(AS_ANN)).isFalse();
    assertThat(Membership.isUnchecked(AS_ANN.actingForNobody())).isTrue();
  }

  @Test
  void noSuchGroup_whenActing_doesNotTellThatThereIsNone() {
    assertThat(Membership.noSuchGroup(AS_EVE, "g-1"))
        .isInstanceOf(NotAMemberException.class)
        .hasMessage(REFUSAL);
    assertThat(Membership.noSuchGroup(settings(), "g-1"))
        .isInstanceOf(GroupNotFoundException.class)
        .hasMessageContaining("'g-1'");
  }
}
