package io.github.ddbmessaging.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/** Shards are written as {@code child<parent}. */
class ShardGraphTest {
  private final ShardGraph graph = new ShardGraph();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                               | ''     | ''",
        "a b                              | ''     | a b",
        "child<parent parent              | ''     | parent",
        "parent child<parent              | parent | child",
        "parent left<parent right<parent  | parent | left right",
        "a b<a c<b                        | a      | b",
        "child<trimmed                    | ''     | child",
        "a                                | a      | ''"
      })
  void readable_onceShardsAreFinished_areThoseWithoutUnreadParents(
      String described, String finished, String readable) {
    graph.describe(shards(described));

    names(finished).forEach(graph::finish);

    assertThat(graph.readable()).containsExactlyElementsOf(names(readable));
  }

  @ParameterizedTest
  @CsvSource({"a, '', false", "a b, a, true", "a b<a, a, false"})
  void awaitsChildren_ifNothingFollowsAFinishedShardYet(
      String described, String finished, boolean awaits) {
    graph.describe(shards(described));

    names(finished).forEach(graph::finish);

    assertThat(graph.awaitsChildren()).isEqualTo(awaits);
  }

  @ParameterizedTest
  @CsvSource({"child<parent, parent", "parent child<parent, ", "child, "})
  void missingParent_isTheParentThatIsNotDescribed(String described, String missing) {
    graph.describe(shards(described));

    assertThat(graph.missingParent("child")).isEqualTo(Optional.ofNullable(missing));
  }

  @Test
  void describe_whenAFinishedShardIsStillThere_keepsItFinished() {
    graph.describe(shards("a"));
    graph.finish("a");

    graph.describe(shards("a b<a"));

    assertThat(graph.readable()).containsExactly("b");
  }

  @Test
  void describe_whenAFinishedShardIsGone_forgetsItAndTellsNone() {
    graph.describe(shards("a"));
    graph.finish("a");

    assertThat(graph.describe(List.of())).isEmpty();

    graph.describe(shards("a"));
    assertThat(graph.readable()).containsExactly("a");
  }

  @Test
  void describe_whenAnUnfinishedShardIsGone_tellsItUntilItIsFinished() {
    graph.describe(shards("a b"));

    assertThat(graph.describe(shards("b"))).containsExactly("a");
    assertThat(graph.describe(shards("b"))).containsExactly("a");
    graph.finish("a");
    assertThat(graph.describe(shards("b"))).isEmpty();
  }

  @Test
  void describe_whenAShardThatWasGoneIsThereAgain_letsItBeRead() {
    graph.describe(shards("a"));
    graph.describe(List.of());
    graph.finish("a");

    graph.describe(shards("a"));

    assertThat(graph.readable()).containsExactly("a");
  }

  private static List<Shard> shards(String described) {
    return names(described).stream()
        .map(shard -> shard.split("<"))
        .map(
            shard ->
                Shard.builder()
                    .shardId(shard[0])
                    .parentShardId(shard.length > 1 ? shard[1] : null)
                    .build())
        .toList();
  }

  private static List<String> names(String names) {
    return Arrays.stream(names.split(" ")).filter(name -> !name.isEmpty()).toList();
  }
}
