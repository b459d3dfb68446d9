package io.github.ddbmessaging.examples.chat.session;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a user pool. They are fetched anew for a token with a key that is not among them, but
 * only now and then: anybody can make such tokens. Where the pool can't be reached, those that are
 * known stay good. Nimbus' own {@code JWKSourceBuilder} fails once its limit of rates is spent, so
 * that a token with an unknown key would be answered 503 and not 401, and a test can't move its
 * clock.
 */
final class PoolKeys implements JWKSource<SecurityContext> {
  /** Between two fetches at least. */
  static final Duration SELDOM = Duration.ofSeconds(30);

  /** From when on keys are fetched anew though they fit: one may have been withdrawn. */
  static final Duration OLD = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(PoolKeys.class);

  private final URL url;
  private final ResourceRetriever http;
  private final InstantSource clock;
  private Instant asked = Instant.MIN;
  private volatile Known known = new Known(new JWKSet(), Instant.MIN);

  PoolKeys(URL url, ResourceRetriever http, InstantSource clock) {
    this.url = url;
    this.http = http;
    this.clock = clock;
  }

  /**
   * The keys that fit a token.
   *
   * @throws KeySourceException if no keys are known, as the pool could not be reached
   */
  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    Known now = known;
    List<JWK> found = selector.select(now.keys());
    boolean old = !clock.instant().isBefore(now.at().plus(OLD));
    return found.isEmpty() || old ? selector.select(fetched()) : found;
  }

  private synchronized JWKSet fetched() throws KeySourceException {
    Instant now = clock.instant();
    if (!now.isBefore(asked.plus(SELDOM))) {
      asked = now;
      try {
        known = new Known(JWKSet.parse(http.retrieveResource(url).getContent()), now);
      } catch (IOException | ParseException e) {
        LOG.warn("The keys of the user pool can't be read: {}", e.getClass().getName());
      }
    }
    if (known.keys().isEmpty()) {
      throw new RemoteKeySourceException("The keys of the user pool can't be read", null);
    }
    return known.keys();
  }

  private record Known(JWKSet keys, Instant at) {}
}
