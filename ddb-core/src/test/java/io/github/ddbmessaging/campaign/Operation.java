package io.github.ddbmessaging.campaign;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * One call of the library under way.
 *
 * @param <T> what it comes to
 */
final class Operation<T> {
  final String name;
  final Node process;
  final @Nullable Sending sending;
  final int startedAt;
  private Consumer<T> onValue = value -> {};
  private Consumer<RuntimeException> onFailure = failure -> {};

  /** The requests that it has made. */
  int requests;

  /** How many of them met a fault. */
  int strikes;

  /** The oldest and the newest version of the table that it has read. */
  int lowestRead = Integer.MAX_VALUE;

  int highestRead;

  /** Which of its requests meets which fault, if it is a synchronous one. */
  int struckRequest;

  int struckBy;

  /** What others do before each of its requests, if it is a synchronous one. */
  Runnable betweenRequests = () -> {};

  /** What it will come to, if it is an asynchronous one. */
  CompletableFuture<T> outcome = new CompletableFuture<>();

  /** Whether it pauses: it has not asked for anything since it said so. */
  boolean pausing;

  /** The thread in which it has last asked for something. */
  Thread resumedIn = Thread.currentThread();

  Operation(String name, Node process, @Nullable Sending sending, int startedAt) {
    this.name = name;
    this.process = process;
    this.sending = sending;
    this.startedAt = startedAt;
  }

  void onEnd(Consumer<T> value, Consumer<RuntimeException> failure) {
    onValue = value;
    onFailure = failure;
  }

  void read(int version) {
    lowestRead = Math.min(lowestRead, version);
    highestRead = Math.max(highestRead, version);
  }

  void returned(T value) {
    onValue.accept(value);
  }

  void failed(RuntimeException failure) {
    onFailure.accept(failure);
  }

  /** A request on its way, and the future that its sender waits for. */
  record Waiting(
      Operation<?> operation, SdkRequest request, CompletableFuture<SdkResponse> answer) {}
}
