package io.github.ddbmessaging.internal;

import io.github.ddbmessaging.Cursor;
import io.github.ddbmessaging.Page;
import io.github.ddbmessaging.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A listing of the numbers from 0, one on each page, that remembers what was read. */
final class SamplePages {
  static final PageRequest FIRST = PageRequest.newestFirst(1);

  private final int count;
  private final List<PageRequest> requests = new ArrayList<>();

  SamplePages(int count) {
    this.count = count;
  }

  Page<Integer> read(PageRequest request) {
    requests.add(request);
    Cursor cursor = request.cursor();
    return page(cursor == null ? 0 : Integer.parseInt(cursor.value()));
  }

  Page<Integer> page(int number) {
    return new Page<>(
        List.of(number), number + 1 < count ? Optional.of(cursorOf(number + 1)) : Optional.empty());
  }

  List<Page<Integer>> all() {
    return IntStream.range(0, count).mapToObj(this::page).toList();
  }

  /** What was read so far. */
  List<PageRequest> requests() {
    return requests;
  }

  static Cursor cursorOf(int number) {
    return new Cursor(Integer.toString(number));
  }
}
