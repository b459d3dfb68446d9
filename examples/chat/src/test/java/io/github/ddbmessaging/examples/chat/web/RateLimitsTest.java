package io.github.ddbmessaging.examples.chat.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.examples.chat.RunningChat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  @Test
  void take_whenTooMuchIsWritten_stillLetsRead() {
    RateLimits limits = RunningChat.bean(RateLimits.class);
    String user = "user " + UUID.randomUUID();
    int written = 0;
    while (written < 200 && limits.take(user, true).isZero()) {
      written++;
    }

    assertThat(written).isBetween(60, 100);
    assertThat(limits.take(user, false)).isZero();
  }

  @Test
  void stranger_withAnAddressOfIpv4_isTheAddress() {
    assertThat(RateLimits.stranger("192.0.2.1")).isNotEqualTo(RateLimits.stranger("192.0.2.2"));
    assertThat(RateLimits.stranger("::ffff:192.0.2.1"))
        .isNotEqualTo(RateLimits.stranger("::ffff:192.0.2.2"));
  }

  @Test
  void stranger_withAnAddressOfIpv6_isTheNetwork() {
    assertThat(RateLimits.stranger("2001:db8:0:1::1"))
        .isEqualTo(RateLimits.stranger("2001:db8:0:1:ffff::2"))
        .isNotEqualTo(RateLimits.stranger("2001:db8:0:2::1"));
  }

  @Test
  void stranger_withSomethingElse_countsForItself() {
    assertThat(RateLimits.stranger("not:an:address")).isEqualTo("address not:an:address");
  }
}
