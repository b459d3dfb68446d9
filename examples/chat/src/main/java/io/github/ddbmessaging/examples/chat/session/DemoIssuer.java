package io.github.ddbmessaging.examples.chat.session;

import io.github.ddbmessaging.examples.chat.ChatSettings.Cognito;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * Stands for a user pool: issues access tokens of Cognito's form, to whoever asks. For the demo
 * alone.
 */
public final class DemoIssuer {
  /** What its tokens say of the pool. */
  static final Cognito POOL =
      new Cognito("https://cognito-idp.demo.invalid/demo_pool", "demo-client");

  private static final Duration LIFETIME = Duration.ofHours(12);
  private static final int KEY_BITS = 2048;

  private final RSAPublicKey publicKey;
  private final JwtEncoder encoder;

  DemoIssuer(KeyPair keys) {
    publicKey = (RSAPublicKey) keys.getPublic();
    encoder =
        NimbusJwtEncoder.withKeyPair(publicKey, (RSAPrivateKey) keys.getPrivate())
            .algorithm(SignatureAlgorithm.RS256)
            .build();
  }

  /** A key for as long as this process lives. */
  static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has RSA", e);
    }
  }

  RSAPublicKey publicKey() {
    return publicKey;
  }

  /** A token for a user. */
  String issue(String cognitoId, String handle) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    JwtClaimsSet claims =
        JwtClaimsSet.builder()
            .issuer(POOL.issuer())
            .subject(cognitoId)
            .claim(CognitoTokens.CLIENT, POOL.clientId())
            .claim(CognitoTokens.USE, CognitoTokens.ACCESS)
            .claim("username", handle)
            .claim("scope", "aws.cognito.signin.user.admin")
            .claim("auth_time", now.getEpochSecond())
            .id(UUID.randomUUID().toString())
            .issuedAt(now)
            .expiresAt(now.plus(LIFETIME))
            .build();
    JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).build();
    return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
  }
}
