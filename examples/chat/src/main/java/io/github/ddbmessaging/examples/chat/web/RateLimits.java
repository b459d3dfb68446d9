package io.github.ddbmessaging.examples.chat.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.ddbmessaging.examples.chat.ChatSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** How much each user may ask for. In memory: each instance of the service counts for itself. */
@Component
public final class RateLimits {
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final int MOST_USERS = 100_000;
  private static final int NETWORK_BYTES = 8;

  private final LoadingCache<String, Bucket> requests;
  private final LoadingCache<String, Bucket> writes;

  RateLimits(ChatSettings settings) {
    ChatSettings.Limits limits = settings.limits();
    requests = buckets(limits.requests(), limits.requestsPerSecond());
    writes = buckets(limits.writes(), limits.writesPerSecond());
  }

  /** A bucket that was not used for so long is full again, so it can go. */
  private static LoadingCache<String, Bucket> buckets(long capacity, long perSecond) {
    return Caffeine.newBuilder()
        .expireAfterAccess(KEPT)
        .maximumSize(MOST_USERS)
        .build(
            user ->
                Bucket.builder()
                    .addLimit(
                        limit ->
                            limit.capacity(capacity).refillGreedy(perSecond, Duration.ofSeconds(1)))
                    .build());
  }

  /**
   * Counts a request.
   *
   * @param user whose
   * @param write whether it changes something
   * @return zero if it may go on; else how long to wait
   */
  Duration take(String user, boolean write) {
    Duration wait = take(requests.get(user));
    return wait.isZero() && write ? take(writes.get(user)) : wait;
  }

  /**
   * What to answer to a request that is not let in. Nobody knows whose it is, so it counts for the
   * address that it comes from.
   *
   * @param request that is refused
   * @param refusal what to answer as long as there are not too many of them
   * @return the answer
   */
  public Problem refuse(HttpServletRequest request, Problem refusal) {
    Duration wait = take(stranger(request.getRemoteAddr()), false);
    return wait.isZero() ? refusal : tooMuch(wait);
  }

  static Problem tooMuch(Duration wait) {
    return Problem.coded(
            HttpStatus.TOO_MANY_REQUESTS, "rate", "That is too much at once: wait a moment")
        .after(wait);
  }

  /** Who has an address of IPv6 has all of its network. */
  static String stranger(String address) {
    if (address.indexOf(':') >= 0) {
      try {
        byte[] bytes = InetAddress.getByName(address).getAddress();
        if (bytes.length > NETWORK_BYTES) {
          return "network " + HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES);
        }
      } catch (UnknownHostException e) {
        // Counts for itself.
      }
    }
    return "address " + address;
  }

  private static Duration take(Bucket bucket) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
  }
}
