package io.github.ddbmessaging.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.CallListener.ObservedCall;
import io.github.ddbmessaging.model.CallReport;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallsInFlightTest {
  private static final CallReport REPORT =
      new CallReport(
          "createMessage",
          "messages",
          CallReport.Outcome.SUCCESS,
          Duration.ZERO,
          1,
          0,
          0,
          0,
          12,
          Map.of(),
          Set.of(),
          Optional.empty());

  private final CallsInFlight calls = new CallsInFlight();
  private final AtomicInteger stopped = new AtomicInteger();

  @Test
  void stop_whenNoCallIsUnderWay_isDoneAtOnce() {
    calls.stop(stopped::incrementAndGet);

    assertThat(stopped).hasValue(1);
  }

  @Test
  void stop_whenCallsAreUnderWay_isDoneWithTheLast() {
    CallListener listener = calls.countingFor(null);
    ObservedCall first = listener.onBegin("createMessage", "messages");
    ObservedCall second = listener.onBegin("createMessage", "messages");
    calls.stop(stopped::incrementAndGet);

    first.onEnd(REPORT);
    int afterTheFirst = stopped.get();
    second.onEnd(REPORT);

    assertThat(afterTheFirst).isZero();
    assertThat(stopped).hasValue(1);
  }

  @Test
  void stop_whenTheListenerFailedAtTheBeginning_waitsForTheCallAllTheSame() {
    ObservedCall call =
        calls
            .countingFor(
                (operation, table) -> {
                  throw new IllegalStateException("on purpose");
                })
            .onBegin("createMessage", "messages");
    calls.stop(stopped::incrementAndGet);
    int before = stopped.get();

    call.onEnd(REPORT);

    assertThat(before).isZero();
    assertThat(stopped).hasValue(1);
  }

  @Test
  void stop_whenTheListenerFailsAtTheEnd_isDone() {
    ObservedCall call =
        calls
            .countingFor(
                CallListener.atEnd(
                    report -> {
                      throw new IllegalStateException("on purpose");
                    }))
            .onBegin("createMessage", "messages");
    calls.stop(stopped::incrementAndGet);

    assertThatThrownBy(() -> call.onEnd(REPORT)).hasMessage("on purpose");
    assertThat(stopped).hasValue(1);
  }

  @Test
  void stop_withoutCallback_returnsAtOnce() {
    calls.countingFor(null).onBegin("createMessage", "messages");
    calls.start();
    calls.stop();

    assertThat(calls.isRunning()).isTrue();
  }

  @Test
  void makeCurrent_isTheListenersOwn() {
    CallListener.Scope scope = () -> {};
    ObservedCall call =
        calls
            .countingFor(
                (operation, table) ->
                    new ObservedCall() {
                      @Override
                      public CallListener.Scope makeCurrent() {
                        return scope;
                      }

                      @Override
                      public void onEnd(CallReport report) {}
                    })
            .onBegin("createMessage", "messages");

    assertThat(call.makeCurrent()).isSameAs(scope);
  }

  @Test
  void phase_isTheLastToBeStopped() {
    assertThat(calls.getPhase()).isEqualTo(Integer.MIN_VALUE);
  }
}
