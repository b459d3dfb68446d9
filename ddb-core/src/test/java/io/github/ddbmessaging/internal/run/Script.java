package io.github.ddbmessaging.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Walks an operation's steps by hand, without a client: gives answers that were laid down in
 * advance, in order, and remembers requests and pauses. An answer is a response, or the exception
 * that the client throws.
 */
public final class Script {
  private final Deque<Object> answers;
  private final List<DynamoDbRequest> requests = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();

  public Script(Object... answers) {
    this.answers = new ArrayDeque<>(Arrays.asList(answers));
  }

  /** Goes to the end, which must come when all answers have been given. */
  public <T> T run(Step<T> first) {
    Step<T> step = first;
    while (!(step instanceof Step.Done<T> done)) {
      if (step instanceof Step.Call<?, T> call) {
        step = answered(call);
      } else {
        Step.Pause<T> pause = (Step.Pause<T>) step;
        pauses.add(pause.delay());
        step = pause.then().get();
      }
    }
    assertThat(answers).as("answers that nobody asked for").isEmpty();
    return done.value();
  }

  public List<DynamoDbRequest> requests() {
    return requests;
  }

  public List<Duration> pauses() {
    return pauses;
  }

  @SuppressWarnings("unchecked") // The test lays down an answer of the type that the request has.
  private <A extends DynamoDbResponse, T> Step<T> answered(Step.Call<A, T> call) {
    requests.add(call.request().body());
    Object answer = answers.remove();
    return answer instanceof RuntimeException failure
        ? call.onFailure().apply(failure)
        : call.onAnswer().apply((A) answer);
  }
}
