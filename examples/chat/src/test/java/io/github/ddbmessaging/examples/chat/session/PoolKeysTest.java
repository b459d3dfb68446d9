package io.github.ddbmessaging.examples.chat.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.ddbmessaging.examples.chat.ChatSettings.Cognito;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** How often a pool is asked for its keys, whatever tokens come. */
class PoolKeysTest {
  private static final Cognito POOL = new Cognito("https://cognito.invalid/pool", "client");
  private static RSAKey first;
  private static RSAKey second;

  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private JWKSet published = new JWKSet(first.toPublicJWK());
  private boolean reachable = true;
  private int fetches;
  private final JwtDecoder decoder;

  PoolKeysTest() throws MalformedURLException {
    decoder =
        TokenConfiguration.OfCognito.decoder(
            POOL, new PoolKeys(new URL(CognitoTokens.keys(POOL)), this::fetch, () -> now));
  }

  @BeforeAll
  static void makeKeys() throws JOSEException {
    first = new RSAKeyGenerator(2048).keyID("first").generate();
    second = new RSAKey.Builder(first).keyID("second").build();
  }

  private Resource fetch(URL url) throws IOException {
    assertThat(url).hasToString("https://cognito.invalid/pool/.well-known/jwks.json");
    fetches++;
    if (!reachable) {
      throw new IOException("Nobody is there");
    }
    return new Resource(published.toString(), "application/json");
  }

  @Test
  void token_ofAKnownKey_asksThePoolOnce() throws JOSEException {
    for (int sent = 0; sent < 10; sent++) {
      assertThat(decoder.decode(token(first)).getSubject()).isEqualTo("ann");
    }

    assertThat(fetches).isEqualTo(1);
  }

  @Test
  void tokens_ofUnknownKeys_askThePoolNowAndThen() throws JOSEException {
    decoder.decode(token(first));
    for (int sent = 0; sent < 10; sent++) {
      assertRefused(new RSAKey.Builder(second).keyID("unknown-" + sent).build());
    }
    assertThat(fetches).isEqualTo(1);

    now = now.plus(PoolKeys.SELDOM);
    assertRefused(second);
    assertRefused(second);

    assertThat(fetches).isEqualTo(2);
    assertThat(decoder.decode(token(first)).getSubject()).isEqualTo("ann");
  }

  @Test
  void token_ofANewKey_isGoodOnceThePoolIsAskedAgain() throws JOSEException {
    decoder.decode(token(first));
    published = new JWKSet(second.toPublicJWK());
    assertRefused(second);

    now = now.plus(PoolKeys.SELDOM);

    assertThat(decoder.decode(token(second)).getSubject()).isEqualTo("ann");
    assertRefused(first);
  }

  @Test
  void token_ofAWithdrawnKey_isRefusedAfterAWhile() throws JOSEException {
    decoder.decode(token(first));
    published = new JWKSet(second.toPublicJWK());
    now = now.plus(PoolKeys.OLD).minusMillis(1);
    decoder.decode(token(first));

    now = now.plusMillis(1);

    assertRefused(first);
  }

  @Test
  void token_whenThePoolCannotBeReached_isGoodIfItsKeyIsKnown() throws JOSEException {
    decoder.decode(token(first));
    reachable = false;
    now = now.plus(PoolKeys.OLD);

    assertThat(decoder.decode(token(first)).getSubject()).isEqualTo("ann");
    decoder.decode(token(first));
    assertThat(fetches).isEqualTo(2);
  }

  @Test
  void token_whenThePoolCouldNeverBeReached_isNeitherGoodNorBad() throws JOSEException {
    reachable = false;
    for (int sent = 0; sent < 3; sent++) {
      assertThatExceptionOfType(JwtException.class)
          .isThrownBy(() -> decoder.decode(token(first)))
          .isNotInstanceOf(BadJwtException.class);
    }
    assertThat(fetches).isEqualTo(1);
    reachable = true;

    now = now.plus(PoolKeys.SELDOM);

    assertThat(decoder.decode(token(first)).getSubject()).isEqualTo("ann");
  }

  private void assertRefused(RSAKey key) {
    assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder.decode(token(key)));
  }

  private static String token(RSAKey key) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer(POOL.issuer())
                .subject("ann")
                .claim(CognitoTokens.CLIENT, POOL.clientId())
                .claim(CognitoTokens.USE, CognitoTokens.ACCESS)
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }
}
