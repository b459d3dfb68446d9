package io.github.ddbmessaging.examples.chat.session;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import io.github.ddbmessaging.examples.chat.ChatSettings;
import io.github.ddbmessaging.examples.chat.ChatSettings.Cognito;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.KeyPair;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Whose tokens are taken: a user pool's, or the demo's. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {
  private TokenConfiguration() {}

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty("chat.cognito.issuer")
  static class OfCognito {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 2_000;
    private static final int MOST_BYTES = 100_000;

    @Bean
    JwtDecoder jwtDecoder(ChatSettings settings) throws MalformedURLException {
      Cognito pool = requireNonNull(settings.cognito());
      return decoder(
          pool,
          new PoolKeys(
              new URL(CognitoTokens.keys(pool)),
              new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES),
              InstantSource.system()));
    }

    static JwtDecoder decoder(Cognito pool, PoolKeys keys) {
      NimbusJwtDecoder decoder =
          NimbusJwtDecoder.withJwkSource(keys).jwsAlgorithm(SignatureAlgorithm.RS256).build();
      decoder.setJwtValidator(CognitoTokens.validator(pool));
      return decoder;
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "chat.cognito.issuer", matchIfMissing = true, havingValue = "none")
  static class OfDemo {
    @Bean
    @ConditionalOnMissingBean
    KeyPair demoKeys() {
      return DemoIssuer.newKeys();
    }

    @Bean
    DemoIssuer demoIssuer(KeyPair demoKeys) {
      return new DemoIssuer(demoKeys);
    }

    @Bean
    JwtDecoder jwtDecoder(DemoIssuer issuer) {
      NimbusJwtDecoder decoder =
          NimbusJwtDecoder.withPublicKey(issuer.publicKey())
              .signatureAlgorithm(SignatureAlgorithm.RS256)
              .build();
      decoder.setJwtValidator(CognitoTokens.validator(DemoIssuer.POOL));
      return decoder;
    }
  }
}
