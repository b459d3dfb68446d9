package io.github.ddbmessaging.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

class TableAtStartTest {
  private static final LocalDynamoDb ENGINE = LocalDynamoDb.start();
  private static final TableSettings SETTINGS = TableSettings.onDemand();
  private static final Clock TOMORROW = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  @Test
  void none_makesNoTable() {
    start("none", TableOnStart.NONE);

    assertThat(table("none").describe()).isEmpty();
  }

  @Test
  void create_whenDoneTwice_makesTheTableOnce() {
    start("created", TableOnStart.CREATE);
    start("created", TableOnStart.CREATE);

    assertThat(table("created").check(SETTINGS)).isEmpty();
  }

  @Test
  void create_whenAnotherInstanceIsFaster_takesItsTable() {
    start(new Overtaken(ENGINE.client()), "raced");

    assertThat(table("raced").check(SETTINGS)).isEmpty();
  }

  @Test
  void create_ofTwoInstancesAtOnce_letsBothHaveTheWholeTable() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    ExecutorService instances = Executors.newFixedThreadPool(2);
    try {
      Callable<Void> instance =
          () -> {
            start(new Meeting(ENGINE.client(), both), "at-once");
            assertThat(table("at-once").check(SETTINGS)).isEmpty();
            return null;
          };

      for (Future<Void> end : instances.invokeAll(List.of(instance, instance))) {
        end.get();
      }
    } finally {
      instances.shutdownNow();
    }
  }

  @Test
  void create_beforeTheOtherInstanceHasTurnedOnTimeToLive_turnsItOn() {
    table("half").create(SETTINGS.withTimeToLive(false));

    start("half", TableOnStart.CREATE);

    assertThat(table("half").check(SETTINGS)).isEmpty();
  }

  @Test
  void create_whileTheTableIsBeingMade_turnsOnTimeToLive() {
    table("being-made").create(SETTINGS.withTimeToLive(false));

    new TableAtStart(
            MessagingTable.of(new BeingMade(ENGINE.client()), "being-made"),
            "being-made",
            SETTINGS,
            TableOnStart.CREATE,
            TOMORROW)
        .afterPropertiesSet();

    assertThat(table("being-made").check(SETTINGS)).isEmpty();
  }

  @Test
  void create_whenTheOtherInstanceMadeAnotherTable_saysWhatDoesNotFit() {
    table("other").create(SETTINGS.withStream(false));

    assertThatThrownBy(() -> start("other", TableOnStart.CREATE))
        .isInstanceOf(WrongPropertyException.class)
        .hasMessageEndingWith("does not fit: The table has no stream.");
  }

  @Test
  void create_whenTheTableIsOldAndFits_takesIt() {
    table("fits").create(SETTINGS);

    assertThatCode(
            () ->
                new TableAtStart(table("fits"), "fits", SETTINGS, TableOnStart.CREATE, TOMORROW)
                    .afterPropertiesSet())
        .doesNotThrowAnyException();
  }

  @Test
  void create_whenTheTableIsOldAndWithoutTimeToLive_leavesItAndSaysSo() {
    table("old").create(SETTINGS.withTimeToLive(false));

    assertThatThrownBy(
            () ->
                new TableAtStart(table("old"), "old", SETTINGS, TableOnStart.CREATE, TOMORROW)
                    .afterPropertiesSet())
        .hasMessageEndingWith("does not fit: Time to live is off; it should be on for expires_at.");
    assertThat(table("old").check(SETTINGS)).isNotEmpty();
  }

  @Test
  void create_whenItIsRefused_saysSo() {
    DynamoDbClient client = new Refused(ENGINE.client());

    assertThatThrownBy(() -> start(client, "refused"))
        .isInstanceOf(WrongPropertyException.class)
        .hasMessageStartingWith(
            "ddb.messaging.table.on-start=create can't be done for table refused: ");
  }

  @Test
  void create_whenTheFirstAnswersAreLate_asksAgain() {
    start(new Late(ENGINE.client(), 3), "late");

    assertThat(table("late").check(SETTINGS)).isEmpty();
  }

  @Test
  void create_whenTheAnswerIsLate_takesTheTableThatItMade() {
    start(new MadeLate(ENGINE.client()), "made-late");

    assertThat(table("made-late").check(SETTINGS)).isEmpty();
  }

  @Test
  void create_whenTheAnswerAboutTimeToLiveIsLate_hasItOn() {
    start(new LateAtTheEnd(ENGINE.client()), "late-end");

    assertThat(table("late-end").check(SETTINGS)).isEmpty();
  }

  @Test
  void create_whenTimeToLiveIsRefused_saysSo() {
    DynamoDbClient client = new WithoutTimeToLive(ENGINE.client());

    assertThatThrownBy(() -> start(client, "no-ttl"))
        .isInstanceOf(WrongPropertyException.class)
        .hasMessageStartingWith(
            "ddb.messaging.table.on-start=create can't be done for table no-ttl: ");
  }

  @Test
  void create_whenAllAnswersAreLate_saysSo() {
    DynamoDbClient client = new Late(ENGINE.client(), 4);

    assertThatThrownBy(() -> start(client, "later"))
        .hasMessageEndingWith("DynamoDB did not respond in time");
  }

  @Test
  void validate_whenThereIsNoTable_saysSo() {
    assertThatThrownBy(() -> start("missing", TableOnStart.VALIDATE))
        .isInstanceOf(WrongPropertyException.class)
        .hasMessage(
            "ddb.messaging.table.on-start=validate found that table missing does not fit: There is"
                + " no table missing.");
  }

  @Test
  void validate_whenTheTableDoesNotFit_saysEachMisfit() {
    table("bare").create(SETTINGS.withStream(false).withTimeToLive(false));

    assertThatThrownBy(() -> start("bare", TableOnStart.VALIDATE))
        .hasMessageEndingWith(
            "does not fit: The table has no stream. Time to live is off; it should be on for"
                + " expires_at.");
  }

  @Test
  void validate_whenTheTableIsProvisioned_asksForNothingElse() {
    table("provisioned").create(TableSettings.provisioned(5, 5));

    assertThatCode(() -> start("provisioned", TableOnStart.VALIDATE)).doesNotThrowAnyException();
  }

  private static MessagingTable table(String name) {
    return MessagingTable.of(ENGINE.client(), name);
  }

  private static void start(String name, TableOnStart action) {
    new TableAtStart(table(name), name, SETTINGS, action, Clock.systemUTC()).afterPropertiesSet();
  }

  private static void start(DynamoDbClient client, String name) {
    new TableAtStart(
            MessagingTable.of(client, name), name, SETTINGS, TableOnStart.CREATE, Clock.systemUTC())
        .afterPropertiesSet();
  }

  /** What creating a table needs, and nothing else. */
  private static class Delegating implements DynamoDbClient {
    final DynamoDbClient other;

    Delegating(DynamoDbClient other) {
      this.other = other;
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
      return other.createTable(request);
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
      return other.describeTable(request);
    }

    @Override
    public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
      return other.describeTimeToLive(request);
    }

    @Override
    public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
      return other.updateTimeToLive(request);
    }

    @Override
    public String serviceName() {
      return other.serviceName();
    }

    @Override
    public void close() {
      // Stays the engine's.
    }
  }

  /** Another one makes the table right before this one does. */
  private static final class Overtaken extends Delegating {
    Overtaken(DynamoDbClient other) {
      super(other);
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
      other.createTable(request);
      return other.createTable(request);
    }
  }

  /** Two that both find no table before either makes it. */
  private static final class Meeting extends Delegating {
    private final CyclicBarrier both;

    Meeting(DynamoDbClient other, CyclicBarrier both) {
      super(other);
      this.both = both;
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
      try {
        both.await(1, TimeUnit.MINUTES);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new AssertionError(e);
      }
      return other.createTable(request);
    }
  }

  /** The first look finds the table while another one makes it. */
  private static final class BeingMade extends Delegating {
    private boolean looked;

    BeingMade(DynamoDbClient other) {
      super(other);
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
      if (looked) {
        return other.describeTable(request);
      }
      looked = true;
      return DescribeTableResponse.builder()
          .table(table -> table.tableStatus(TableStatus.CREATING))
          .build();
    }
  }

  /** The first answers about a table come too late. */
  private static final class Late extends Delegating {
    private int left;

    Late(DynamoDbClient other, int left) {
      super(other);
      this.left = left;
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
      if (left > 0) {
        left--;
        throw ApiCallTimeoutException.create(3_000);
      }
      return other.describeTable(request);
    }
  }

  /** The table is made, and nobody hears of it. */
  private static final class MadeLate extends Delegating {
    MadeLate(DynamoDbClient other) {
      super(other);
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
      other.createTable(request);
      throw ApiCallTimeoutException.create(3_000);
    }
  }

  /** Time to live is turned on, and nobody hears of it. */
  private static final class LateAtTheEnd extends Delegating {
    private boolean done;

    LateAtTheEnd(DynamoDbClient other) {
      super(other);
    }

    @Override
    public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
      UpdateTimeToLiveResponse response = other.updateTimeToLive(request);
      if (!done) {
        done = true;
        throw ApiCallTimeoutException.create(3_000);
      }
      return response;
    }
  }

  private static final class WithoutTimeToLive extends Delegating {
    WithoutTimeToLive(DynamoDbClient other) {
      super(other);
    }

    @Override
    public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
      throw DynamoDbException.builder().message("Not authorized to perform it").build();
    }
  }

  private static final class Refused extends Delegating {
    Refused(DynamoDbClient other) {
      super(other);
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
      throw DynamoDbException.builder().message("Not authorized\nto perform it").build();
    }
  }
}
