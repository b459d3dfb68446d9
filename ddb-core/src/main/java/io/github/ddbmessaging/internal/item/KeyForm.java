package io.github.ddbmessaging.internal.item;

import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.model.SortKey;

/** In which form a sort key is written. */
public final class KeyForm {
  private KeyForm() {}

  /** Whether the original application wrote a key: another form of time, or no id. */
  public static boolean isOld(SortKey key) {
    return !key.value().startsWith(Timestamps.format(key.instant()) + "#");
  }
}
