package io.github.ddbmessaging;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.project.ProjectRecords;
import io.github.ddbmessaging.internal.run.AsyncRunner;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.RejectedRecord;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * {@link Projector} with futures, over an asynchronous client: the same requests, costs and
 * promises. Works on 8 groups at once, unless told otherwise.
 *
 * <p>Immutable and safe for use by many threads, if its listener is.
 */
public final class AsyncProjector {
  private final AsyncRunner runner;
  private final StoreSettings settings;
  private final Consumer<RejectedRecord> onRejected;
  private final boolean rewritesOldKeys;

  AsyncProjector(AsyncRunner runner, StoreSettings settings) {
    this(runner, settings, rejected -> {}, false);
  }

  private AsyncProjector(
      AsyncRunner runner,
      StoreSettings settings,
      Consumer<RejectedRecord> onRejected,
      boolean rewritesOldKeys) {
    this.runner = runner;
    this.settings = settings;
    this.onRejected = onRejected;
    this.rewritesOldKeys = rewritesOldKeys;
  }

  /**
   * Hands rejected records to a listener, as {@link Projector#onRejected} says.
   *
   * @param listener called on the threads on which the client completes its futures
   * @return a projector over the same client
   */
  public AsyncProjector onRejected(Consumer<RejectedRecord> listener) {
    return new AsyncProjector(
        runner, settings, requireNonNull(listener, "listener"), rewritesOldKeys);
  }

  /**
   * Rewrites keys of the original application as soon as their records come, as {@link
   * Projector#rewriteOldKeys} does.
   *
   * @return a projector over the same client
   */
  public AsyncProjector rewriteOldKeys() {
    return new AsyncProjector(runner, settings, onRejected, true);
  }

  /**
   * Sets how many groups are worked on at once.
   *
   * @param groups how many groups at once, at least 1
   * @return a projector over the same client
   * @throws InvalidInputException if the number is less than 1
   */
  public AsyncProjector parallel(int groups) {
    if (groups < 1) {
      throw new InvalidInputException("At least 1 group at once is needed, not " + groups);
    }
    return new AsyncProjector(runner.with(groups), settings, onRejected, rewritesOldKeys);
  }

  /**
   * Brings the rows of all groups in a batch up to date, as {@link Projector#project} does.
   *
   * @param records stream records of the table, with new images
   * @return a future of which records are done
   */
  public CompletableFuture<ProjectionResult> project(Collection<Record> records) {
    return runner.run(
        ProjectRecords.ofBatch(settings, records, onRejected, rewritesOldKeys), settings.calls());
  }
}
