package io.github.ddbmessaging.campaign;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * One call of the library under way.
 *
 * @param <T> what it returns
 */
final class Call<T> {
  final String name;
  final Node node;
  final @Nullable Send send;
  final @Nullable MessageChange change;
  final @Nullable MemberChange members;
  final @Nullable StateChange state;
  final int startedAt;

  /** When it started, by the clock of its node. */
  final Instant startedWhen;

  private final Consumer<Ended<T>> onEnd;

  /** The requests that it has made. */
  int requests;

  /** How many of them met a fault. */
  int faults;

  /** The oldest and the newest version of the table that it has read. */
  int lowestRead = Integer.MAX_VALUE;

  int highestRead;

  /** Which of its requests meets which fault, if it is a synchronous one. */
  int faultyRequest;

  int faultChoice;

  /** What others do before each of its requests, if it is a synchronous one. */
  Runnable betweenRequests = () -> {};

  /** What it will return, if it is an asynchronous one. */
  CompletableFuture<T> outcome = new CompletableFuture<>();

  /** Whether it pauses: it has not sent anything since it said so. */
  boolean pausing;

  /** The thread in which it has last sent something. */
  Thread resumedIn = Thread.currentThread();

  Call(String name, Node node, @Nullable Intent intent, int startedAt, Consumer<Ended<T>> onEnd) {
    this.name = name;
    this.node = node;
    this.send = intent instanceof Send wanted ? wanted : null;
    this.change = intent instanceof MessageChange wanted ? wanted : null;
    this.state = intent instanceof StateChange wanted ? wanted : null;
    this.members = intent instanceof MemberChange wanted ? wanted : null;
    this.startedWhen = node.now();
    this.startedAt = startedAt;
    this.onEnd = onEnd;
  }

  void read(int version) {
    lowestRead = Math.min(lowestRead, version);
    highestRead = Math.max(highestRead, version);
  }

  void returned(T value) {
    onEnd.accept(new Ended<>(this, value, null));
  }

  void failed(RuntimeException failure) {
    onEnd.accept(new Ended<>(this, null, failure));
  }

  /**
   * A call that has ended.
   *
   * @param call the call
   * @param value what it returned, or null
   * @param failure what it failed with, or null
   */
  record Ended<T>(Call<T> call, @Nullable T value, @Nullable RuntimeException failure) {}

  /** A request on its way, and the future that its sender waits for. */
  record Waiting(Call<?> call, SdkRequest request, CompletableFuture<SdkResponse> response) {}
}
