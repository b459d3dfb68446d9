package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A listing of the numbers from 0, one on each page, that remembers what was read. */
public final class SamplePages {
  public static final PageRequest FIRST = PageRequest.newestFirst(1);

  private final int count;
  private final List<PageRequest> requests = new ArrayList<>();

  public SamplePages(int count) {
    this.count = count;
  }

  public Page<Integer> read(PageRequest request) {
    requests.add(request);
    Cursor cursor = request.cursor();
    return page(cursor == null ? 0 : Integer.parseInt(cursor.value()));
  }

  public Page<Integer> page(int number) {
    return new Page<>(
        List.of(number), number + 1 < count ? Optional.of(cursorOf(number + 1)) : Optional.empty());
  }

  public List<Page<Integer>> all() {
    return IntStream.range(0, count).mapToObj(this::page).toList();
  }

  /** What was read so far. */
  public List<PageRequest> requests() {
    return requests;
  }

  public static Cursor cursorOf(int number) {
    return new Cursor(Integer.toString(number));
  }
}
