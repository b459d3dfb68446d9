package io.github.ddbmessaging.internal.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.User;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {
  @Test
  void directGroup_whenGivenTwoUsers_isTheGoldenId() {
    // Never changes: groups in the tables of users are found by it.
    assertThat(direct("ann", "bob")).isEqualTo("direct-97049da5464956062d0e94be5f061ee5c755dc92");
  }

  @Test
  void directGroup_whenOrderIsReversed_isTheSame() {
    assertThat(direct("bob", "ann")).isEqualTo(direct("ann", "bob"));
  }

  @Test
  void directGroup_whenNamesDiffer_isTheSame() {
    String renamed =
        Ids.directGroup(List.of(new User("ann", "New Name", "new"), new User("bob", "B", "b")));

    assertThat(renamed).isEqualTo(direct("ann", "bob"));
  }

  @Test
  void directGroup_whenIdsAreAlike_isAnotherForEachPair() {
    assertThat(
            Stream.of(
                direct("a", "bc"),
                direct("ab", "c"),
                direct("abc", "d"),
                direct("a b", "c"),
                direct("a", "b c"),
                direct("a,b", "c"),
                direct("a", "b,c"),
                direct("a", "A"),
                direct("a", "\u00e4"),
                direct("a", "a\u0308")))
        .doesNotHaveDuplicates();
  }

  @Test
  void keyedGroup_whenGivenSenderAndKey_isTheGoldenId() {
    assertThat(Ids.keyedGroup("ann", "order-17"))
        .isEqualTo("keyed-970147e8e42b8a37519c2a95bed2bc950855342a");
  }

  @Test
  void keyedGroup_whenSendersDiffer_isAnother() {
    assertThat(Ids.keyedGroup("ann", "order-17")).isNotEqualTo(Ids.keyedGroup("bob", "order-17"));
  }

  @Test
  void keyedGroup_whenPartsAreSplitOtherwise_isAnother() {
    assertThat(Ids.keyedGroup("ann", "1order")).isNotEqualTo(Ids.keyedGroup("ann1", "order"));
  }

  @Test
  void ids_whenMadeOfAnything_areValidGroupIds() {
    assertThat(List.of(direct("a#b", "c"), Ids.keyedGroup("ann", "any # key")))
        .allSatisfy(
            id -> {
              assertThat(id).matches("[a-z]+-[0-9a-f]{40}");
              assertThat(Utf8.length(id)).isLessThanOrEqualTo(Limits.ID_BYTES);
            });
  }

  private static String direct(String one, String other) {
    return Ids.directGroup(List.of(new User(one, one, one), new User(other, other, other)));
  }
}
