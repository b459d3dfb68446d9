package io.github.ddbmessaging.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.text.Utf8;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageGroupTest {
  private static final String ANN_AND_BOB = "direct-97049da5464956062d0e94be5f061ee5c755dc92";

  @Test
  void directId_whenGivenTwoUsersInEitherOrder_isTheGoldenId() {
    // Never changes: groups in the tables of users are found by it.
    assertThat(MessageGroup.directId("ann", "bob")).isEqualTo(ANN_AND_BOB);
    assertThat(MessageGroup.directId("bob", "ann")).isEqualTo(ANN_AND_BOB);
  }

  @Test
  void directId_whenTheTwoAreOne_isRefused() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> MessageGroup.directId("ann", "ann"))
        .withMessage("A direct group has two different users, not twice 'ann'");
  }

  @Test
  void directId_whenIdsAreAlike_isAnotherForEachPair() {
    assertThat(
            Stream.of(
                MessageGroup.directId("a", "bc"),
                MessageGroup.directId("ab", "c"),
                MessageGroup.directId("abc", "d"),
                MessageGroup.directId("a b", "c"),
                MessageGroup.directId("a", "b c"),
                MessageGroup.directId("a,b", "c"),
                MessageGroup.directId("a", "b,c"),
                MessageGroup.directId("a", "A"),
                MessageGroup.directId("a", "\u00e4"),
                MessageGroup.directId("a", "a\u0308")))
        .doesNotHaveDuplicates();
  }

  @Test
  void directId_whenMadeOfAnything_isAValidGroupId() {
    String id = MessageGroup.directId("a#b", "\u00e4");

    assertThat(id).matches("direct-[0-9a-f]{40}");
    assertThat(Utf8.length(id)).isLessThanOrEqualTo(Limits.ID_BYTES);
  }

  @Test
  void isDirect_onlyForTwoWithoutATitle() {
    assertThat(Samples.direct().isDirect()).isTrue();
    assertThat(Samples.titled(List.of(Samples.ANN, Samples.BOB)).isDirect()).isFalse();
    assertThat(untitled(Samples.users(3)).isDirect()).isFalse();
  }

  @Test
  void new_whenAMemberIsAsMostAre_keepsNothingOfTheirAccess() {
    MemberAccess owner = MemberAccess.FROM_BEGINNING.withRole(Role.OWNER);
    MessageGroup group =
        untitled(Samples.users(2))
            .withMembers(
                Samples.users(2), Map.of("user-0", owner, "user-1", owner.withRole(Role.MEMBER)));

    assertThat(group.access()).isEqualTo(Map.of("user-0", owner));
    assertThat(group.ownerIds()).containsExactly("user-0");
    assertThat(group.findRole("user-1")).contains(Role.MEMBER);
    assertThat(group.findRole("eve")).isEmpty();
  }

  private static MessageGroup untitled(List<User> members) {
    return new MessageGroup("g-1", Samples.FIRST, members, null, Samples.MADE_AT, 1);
  }
}
