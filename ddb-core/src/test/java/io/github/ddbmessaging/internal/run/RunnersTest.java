package io.github.ddbmessaging.internal.run;

import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.access.SampleSettings.withListener;
import static io.github.ddbmessaging.internal.run.Answers.NOTHING;
import static io.github.ddbmessaging.internal.run.Answers.WRITTEN;
import static io.github.ddbmessaging.internal.run.Answers.error;
import static io.github.ddbmessaging.internal.run.Answers.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.message.SendMessage;
import io.github.ddbmessaging.internal.read.Lookups;
import io.github.ddbmessaging.internal.run.Step.Outcome;
import io.github.ddbmessaging.model.CallReport;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** What both runners do alike. */
class RunnersTest {
  private static final MessageGroup SEEN = Samples.direct();
  private static final NewMessage HI = NewMessage.from("ann", "Hi");

  /** The ways to run an operation. */
  enum Shell {
    SYNC {
      @Override
      <T> T run(StubClient client, StoreSettings settings, Supplier<Step<T>> first) {
        return new SyncRunner(client.sync()).run("operation", settings, first);
      }
    },
    ASYNC {
      @Override
      <T> T run(StubClient client, StoreSettings settings, Supplier<Step<T>> first) {
        try {
          return new AsyncRunner(client.async()).run("operation", settings, first).join();
        } catch (CompletionException e) {
          throw (RuntimeException) e.getCause();
        }
      }
    };

    abstract <T> T run(StubClient client, StoreSettings settings, Supplier<Step<T>> first);
  }

  @ParameterizedTest
  @EnumSource
  void run_whenOperationHasSeveralRequests_makesThemInOrder(Shell shell) {
    StubClient client = new StubClient(item(SEEN), WRITTEN);
    Script script = new Script(item(SEEN), WRITTEN);
    Sent expected = script.run(SendMessage.into(settings(), "g-1", HI));

    StoreSettings settings = settings();
    Sent sent = shell.run(client, settings, () -> SendMessage.into(settings, "g-1", HI));

    assertThat(sent).isEqualTo(expected);
    assertThat(client.requests()).isEqualTo(script.requests());
  }

  @ParameterizedTest
  @EnumSource
  void run_whenServiceRefuses_failsAsTheOperationSays(Shell shell) {
    StubClient client = new StubClient(error("AccessDeniedException", 400));

    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> shell.run(client, settings(), () -> Lookups.findGroup(settings(), "g-1")))
        .withMessageStartingWith("GetItem failed: ");
  }

  @ParameterizedTest
  @EnumSource
  void run_whenOperationGoesOnAfterAFailure_goesOn(Shell shell) {
    StubClient client = new StubClient(error("ThrottlingException", 400), WRITTEN);

    StoreSettings settings = settings();
    Sent sent = shell.run(client, settings, () -> SendMessage.into(settings, SEEN, HI));

    assertThat(sent.message().text()).isEqualTo("Hi");
    assertThat(client.requests()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void run_whenInputIsInvalid_failsWithoutARequest(Shell shell) {
    StubClient client = new StubClient();

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> shell.run(client, settings(), () -> Lookups.findGroup(settings(), "")));
    assertThat(client.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void run_whenAnswerCannotBeUsed_failsAsTheOperationSays(Shell shell) {
    StubClient client = new StubClient(NOTHING);
    IllegalStateException unusable = new IllegalStateException("unusable");

    RuntimeException thrown =
        catchRuntimeException(
            () ->
                shell.run(
                    client,
                    settings(),
                    () ->
                        Step.of(Request.getItem(GetItemRequest.builder().build()))
                            .then(
                                answer -> {
                                  throw unusable;
                                })));

    assertThat(thrown).isSameAs(unusable);
  }

  @ParameterizedTest
  @EnumSource
  void run_whenThereIsAPause_goesOnAfterIt(Shell shell) {
    Step<String> paused = new Step.Pause<>(Duration.ZERO, false, () -> new Step.Done<>("on"));

    assertThat(shell.<String>run(new StubClient(), settings(), () -> paused)).isEqualTo("on");
  }

  @ParameterizedTest
  @EnumSource
  void run_whenThereAreParts_comesToTheirOutcomesInOrder(Shell shell) {
    InvalidInputException failure = new InvalidInputException("no good");
    List<Supplier<Step<String>>> parts =
        List.of(
            () -> new Step.Done<>("a"),
            () -> {
              throw failure;
            },
            () -> new Step.Pause<>(Duration.ZERO, false, () -> new Step.Done<>("c")));

    List<Outcome<String>> outcomes =
        shell.run(new StubClient(), settings(), () -> new Step.Each<>(parts, Step.Done::new));

    assertThat(outcomes)
        .containsExactly(
            new Outcome<>(Optional.of("a"), Optional.empty()),
            new Outcome<>(Optional.empty(), Optional.of(failure)),
            new Outcome<>(Optional.of("c"), Optional.empty()));
  }

  @ParameterizedTest
  @EnumSource
  void run_whenThereAreNoParts_goesOn(Shell shell) {
    List<Supplier<Step<String>>> none = List.of();

    List<Outcome<String>> outcomes =
        shell.run(new StubClient(), settings(), () -> new Step.Each<>(none, Step.Done::new));

    assertThat(outcomes).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void run_whenThereAreVeryManyParts_endsWithAll(Shell shell) {
    List<Supplier<Step<Integer>>> parts =
        IntStream.range(0, 10_000)
            .<Supplier<Step<Integer>>>mapToObj(i -> () -> new Step.Done<>(i))
            .toList();

    List<Outcome<Integer>> outcomes =
        shell.run(new StubClient(), settings(), () -> new Step.Each<>(parts, Step.Done::new));

    assertThat(outcomes).hasSize(10_000);
  }

  @ParameterizedTest
  @EnumSource
  void run_whenItEnds_tellsTheListenerOnce(Shell shell) {
    List<CallReport> reports = new ArrayList<>();
    StoreSettings settings = withListener(reports::add);
    Step<String> paused = new Step.Pause<>(Duration.ZERO, false, () -> new Step.Done<>("on"));

    GetItemResponse answer =
        item(SEEN).toBuilder().consumedCapacity(used -> used.capacityUnits(0.5)).build();

    shell.run(
        new StubClient(answer),
        settings,
        () -> Lookups.findGroup(settings, "g-1").then(group -> paused));

    assertThat(reports)
        .containsExactly(new CallReport("operation", 1, 1, 0.5, 0, Map.of(), Optional.empty()));
  }

  @ParameterizedTest
  @EnumSource
  void run_whenItFails_tellsTheListenerWhatIsThrown(Shell shell) {
    List<CallReport> reports = new ArrayList<>();
    StoreSettings settings = withListener(reports::add);

    RuntimeException thrown =
        catchRuntimeException(
            () ->
                shell.run(
                    new StubClient(error("AccessDeniedException", 400)),
                    settings,
                    () -> Lookups.findGroup(settings, "g-1")));

    assertThat(reports)
        .containsExactly(new CallReport("operation", 1, 0, 0, 0, Map.of(), Optional.of(thrown)));
  }

  @ParameterizedTest
  @EnumSource
  void run_whenInputIsInvalid_tellsTheListener(Shell shell) {
    List<CallReport> reports = new ArrayList<>();
    StoreSettings settings = withListener(reports::add);

    RuntimeException thrown =
        catchRuntimeException(
            () -> shell.run(new StubClient(), settings, () -> Lookups.findGroup(settings, "")));

    assertThat(reports)
        .containsExactly(new CallReport("operation", 0, 0, 0, 0, Map.of(), Optional.of(thrown)));
  }

  @ParameterizedTest
  @EnumSource
  void run_whenTheListenerThrows_comesToItsValueAllTheSame(Shell shell) {
    StoreSettings settings =
        withListener(
            report -> {
              throw new AssertionError("listener");
            });

    Optional<MessageGroup> found =
        shell.run(new StubClient(item(SEEN)), settings, () -> Lookups.findGroup(settings, "g-1"));

    assertThat(found).contains(SEEN);
  }

  @ParameterizedTest
  @EnumSource
  void run_whenTheListenerThrowsOnAFailure_failsAsTheOperationSays(Shell shell) {
    StoreSettings settings =
        withListener(
            report -> {
              throw new IllegalStateException("listener");
            });

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(
            () -> shell.run(new StubClient(), settings, () -> Lookups.findGroup(settings, "")));
  }
}
