package io.github.ddbmessaging.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.CallReport;
import io.github.ddbmessaging.model.GroupCache;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.Sent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class GroupCacheTest {
  private static final String ENABLED = "ddb.messaging.group-cache.enabled=true";

  @Test
  void groupCache_whenEnabled_savesTheReadOfASendById() {
    assertThat(requestsOfASendById(Contexts.local().withPropertyValues(ENABLED))).isEqualTo(1);
  }

  @Test
  void groupCache_whenNothingIsSaid_isNotThere() {
    assertThat(requestsOfASendById(Contexts.local())).isEqualTo(2);
  }

  @Test
  void groupCache_whenCaffeineIsMissing_endsTheStartWithOneLine() {
    Contexts.local()
        .withPropertyValues(ENABLED)
        .withClassLoader(new FilteredClassLoader("com.github.benmanes.caffeine"))
        .run(
            context ->
                assertThat(Contexts.analysis(context.getStartupFailure()).getDescription())
                    .isEqualTo(
                        "ddb.messaging.group-cache.enabled is true, but Caffeine is not on the"
                            + " class path."));
  }

  @Test
  void put_ofAnOlderGroup_keepsTheNewer() {
    Contexts.local()
        .run(
            context -> {
              MessagingStore store = context.getBean(MessagingStore.class);
              MessageGroup older = Contexts.send(store).group();
              MessageGroup newer = store.createMessage(older, Contexts.MESSAGE).group();
              GroupCache cache = new CaffeineGroupCache(10, Duration.ofMinutes(1));

              cache.put(newer);
              cache.put(older);

              assertThat(cache.find(older.id())).contains(newer);
              assertThat(cache.find("nowhere")).isEmpty();
            });
  }

  private static int requestsOfASendById(ApplicationContextRunner application) {
    List<CallReport> reports = new CopyOnWriteArrayList<>();
    application
        .withBean(CallListener.class, () -> CallListener.atEnd(reports::add))
        .run(
            context -> {
              MessagingStore store = context.getBean(MessagingStore.class);
              Sent first = Contexts.send(store);
              reports.clear();
              assertThat(store.createMessage(first.group().id(), Contexts.MESSAGE)).isNotNull();
            });
    return reports.get(0).requests();
  }
}
