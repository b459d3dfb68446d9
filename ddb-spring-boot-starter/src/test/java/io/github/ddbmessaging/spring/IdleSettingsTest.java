package io.github.ddbmessaging.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class IdleSettingsTest {
  private final MockEnvironment environment = new MockEnvironment();

  @ParameterizedTest
  @ValueSource(
      strings = {"poller.longest-wait", "group-cache.maximum-size", "group-cache.expireAfterWrite"})
  void lines_whenThePartIsNotTurnedOn_nameTheSetting(String setting) {
    environment.setProperty("ddb.messaging." + setting, "5");

    assertThat(lines())
        .singleElement()
        .asString()
        .startsWith("ddb.messaging." + setting.replace("expireAfterWrite", "expire-after-write"))
        .contains(" has no effect, because ddb.messaging.")
        .endsWith(".enabled is not set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void lines_whenSomeoneDecidedOnThePart_areNone(String enabled) {
    environment.setProperty("ddb.messaging.poller.longest-wait", "5s");
    environment.setProperty("ddb.messaging.poller.enabled", enabled);

    assertThat(lines()).isEmpty();
  }

  @Test
  void lines_whenNothingIsSet_areNone() {
    assertThat(lines()).isEmpty();
  }

  @Test
  void warn_whenASettingHasNoEffect_letsTheApplicationStart() {
    Contexts.local()
        .withPropertyValues("ddb.messaging.poller.longest-wait=5s")
        .run(context -> assertThat(context).hasNotFailed());
  }

  private List<String> lines() {
    return new IdleSettings(environment).lines();
  }
}
