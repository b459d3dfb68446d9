package io.github.ddbmessaging.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Shard;

class ShardGraphTest {
  private final ShardGraph graph = new ShardGraph();

  @Test
  void readable_whenNothingIsDescribed_isNone() {
    assertThat(graph.readable()).isEmpty();
  }

  @Test
  void readable_whenShardsHaveNoParents_isAll() {
    graph.describe(List.of(shard("a", null), shard("b", null)));

    assertThat(graph.readable()).containsExactly("a", "b");
  }

  @Test
  void readable_whenParentIsUnread_isTheParentAlone() {
    graph.describe(List.of(shard("child", "parent"), shard("parent", null)));

    assertThat(graph.readable()).containsExactly("parent");
  }

  @Test
  void readable_whenParentIsFinished_isTheChildAlone() {
    graph.describe(List.of(shard("parent", null), shard("child", "parent")));

    graph.finish("parent");

    assertThat(graph.readable()).containsExactly("child");
  }

  @Test
  void readable_whenParentWasSplit_isBothChildren() {
    graph.describe(
        List.of(shard("parent", null), shard("left", "parent"), shard("right", "parent")));

    graph.finish("parent");

    assertThat(graph.readable()).containsExactly("left", "right");
  }

  @Test
  void readable_whenGenerationsFollow_goesDownOneByOne() {
    graph.describe(List.of(shard("a", null), shard("b", "a"), shard("c", "b")));

    graph.finish("a");

    assertThat(graph.readable()).containsExactly("b");
  }

  @Test
  void readable_whenParentIsNoLongerThere_isTheChild() {
    graph.describe(List.of(shard("child", "trimmed")));

    assertThat(graph.readable()).containsExactly("child");
  }

  @Test
  void readable_whenAllIsFinished_isNone() {
    graph.describe(List.of(shard("a", null)));

    graph.finish("a");

    assertThat(graph.readable()).isEmpty();
  }

  @Test
  void describe_whenAFinishedShardIsStillThere_keepsItFinished() {
    graph.describe(List.of(shard("a", null)));
    graph.finish("a");

    graph.describe(List.of(shard("a", null), shard("b", "a")));

    assertThat(graph.readable()).containsExactly("b");
  }

  @Test
  void describe_whenAFinishedShardIsGone_forgetsIt() {
    graph.describe(List.of(shard("a", null)));
    graph.finish("a");
    graph.describe(List.of());

    graph.describe(List.of(shard("a", null)));

    assertThat(graph.readable()).containsExactly("a");
  }

  @Test
  void awaitsChildren_whenAllShardsAreUnread_isFalse() {
    graph.describe(List.of(shard("a", null)));

    assertThat(graph.awaitsChildren()).isFalse();
  }

  @Test
  void awaitsChildren_whenNothingFollowsAFinishedShardYet_isTrue() {
    graph.describe(List.of(shard("a", null), shard("b", null)));

    graph.finish("a");

    assertThat(graph.awaitsChildren()).isTrue();
  }

  @Test
  void awaitsChildren_whenTheChildIsDescribed_isFalse() {
    graph.describe(List.of(shard("a", null), shard("b", "a")));

    graph.finish("a");

    assertThat(graph.awaitsChildren()).isFalse();
  }

  @Test
  void describe_whenAnUnfinishedShardIsGone_tellsItUntilItIsFinished() {
    graph.describe(List.of(shard("a", null), shard("b", null)));

    assertThat(graph.describe(List.of(shard("b", null)))).containsExactly("a");
    assertThat(graph.describe(List.of(shard("b", null)))).containsExactly("a");
    graph.finish("a");
    assertThat(graph.describe(List.of(shard("b", null)))).isEmpty();
  }

  @Test
  void describe_whenAFinishedShardIsGone_tellsNone() {
    graph.describe(List.of(shard("a", null)));
    graph.finish("a");

    assertThat(graph.describe(List.of())).isEmpty();
  }

  @Test
  void describe_whenAShardThatWasGoneIsThereAgain_letsItBeRead() {
    graph.describe(List.of(shard("a", null)));
    graph.describe(List.of());
    graph.finish("a");

    graph.describe(List.of(shard("a", null)));

    assertThat(graph.readable()).containsExactly("a");
  }

  @Test
  void missingParent_whenTheParentIsNotDescribed_isTheParent() {
    graph.describe(List.of(shard("child", "parent")));

    assertThat(graph.missingParent("child")).hasValue("parent");
  }

  @Test
  void missingParent_whenTheParentIsDescribed_isNone() {
    graph.describe(List.of(shard("parent", null), shard("child", "parent")));

    assertThat(graph.missingParent("child")).isEmpty();
  }

  @Test
  void missingParent_whenThereIsNone_isNone() {
    graph.describe(List.of(shard("a", null)));

    assertThat(graph.missingParent("a")).isEmpty();
  }

  private static Shard shard(String id, @Nullable String parent) {
    return Shard.builder().shardId(id).parentShardId(parent).build();
  }
}
