package io.github.ddbmessaging.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Pages that are asked for by their numbers from 0; remembers what was read. */
final class SamplePages {
  private final int count;
  private final List<Integer> read = new ArrayList<>();

  SamplePages(int count) {
    this.count = count;
  }

  String read(int number) {
    read.add(number);
    return page(number);
  }

  Optional<Integer> following(int number, String page) {
    return page.equals(page(number)) && number + 1 < count
        ? Optional.of(number + 1)
        : Optional.empty();
  }

  Iterable<String> iterable() {
    return Pages.from(0, this::read, this::following);
  }

  PagePublisher<Integer, String> publisher() {
    return new PagePublisher<>(
        0, number -> CompletableFuture.completedFuture(read(number)), this::following);
  }

  List<String> all() {
    return IntStream.range(0, count).mapToObj(SamplePages::page).toList();
  }

  /** What was read so far. */
  List<Integer> read() {
    return read;
  }

  static String page(int number) {
    return "page " + number;
  }
}
