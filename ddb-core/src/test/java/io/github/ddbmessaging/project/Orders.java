package io.github.ddbmessaging.project;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Every way to deliver a few records, which are named by their positions. */
final class Orders {
  /** In an interleaving: the next write is made. */
  static final int WRITE = -1;

  private Orders() {}

  /** Every order of so many records. */
  static List<List<Integer>> permutations(int size) {
    List<List<Integer>> all = new ArrayList<>();
    permute(List.of(), IntStream.range(0, size).boxed().toList(), all);
    return all;
  }

  /** Every order of so many records, in every split into batches; within a batch in order. */
  static List<List<List<Integer>>> batches(int size) {
    return permutations(size).stream()
        .flatMap(order -> splits(order).stream())
        .filter(batches -> batches.stream().allMatch(Orders::isSorted))
        .toList();
  }

  /** Every order of so many writes and the deliveries of their records, each after its write. */
  static List<List<Integer>> interleavings(int size) {
    List<List<Integer>> all = new ArrayList<>();
    interleave(List.of(), 0, List.of(), size, all);
    return all;
  }

  /** So many of them, evenly spread from the first to the last; all if there are no more. */
  static <T> List<T> spread(int most, List<T> all) {
    if (all.size() <= most) {
      return all;
    }
    return IntStream.range(0, most)
        .mapToObj(n -> all.get(n * (all.size() - 1) / (most - 1)))
        .toList();
  }

  private static List<List<List<Integer>>> splits(List<Integer> row) {
    List<List<List<Integer>>> all = new ArrayList<>();
    for (int cuts = 0; cuts < 1 << (row.size() - 1); cuts++) {
      List<List<Integer>> batches = new ArrayList<>();
      int start = 0;
      for (int end = 1; end <= row.size(); end++) {
        if (end == row.size() || (cuts >> (end - 1) & 1) == 1) {
          batches.add(row.subList(start, end));
          start = end;
        }
      }
      all.add(batches);
    }
    return all;
  }

  private static boolean isSorted(List<Integer> batch) {
    return batch.equals(batch.stream().sorted().toList());
  }

  private static void permute(List<Integer> begun, List<Integer> left, List<List<Integer>> into) {
    if (left.isEmpty()) {
      into.add(begun);
    }
    for (Integer next : left) {
      permute(with(begun, next), without(left, next), into);
    }
  }

  private static void interleave(
      List<Integer> begun, int written, List<Integer> open, int size, List<List<Integer>> into) {
    if (written == size && open.isEmpty()) {
      into.add(begun);
    }
    if (written < size) {
      interleave(with(begun, WRITE), written + 1, with(open, written), size, into);
    }
    for (Integer next : open) {
      interleave(with(begun, next), written, without(open, next), size, into);
    }
  }

  private static List<Integer> with(List<Integer> list, Integer element) {
    List<Integer> longer = new ArrayList<>(list);
    longer.add(element);
    return longer;
  }

  private static List<Integer> without(List<Integer> list, Integer element) {
    return list.stream().filter(other -> !other.equals(element)).toList();
  }
}
