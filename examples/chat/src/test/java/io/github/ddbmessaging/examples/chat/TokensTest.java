package io.github.ddbmessaging.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which tokens let somebody in: those of the pool, for this application, in time, and no other. */
class TokensTest {
  private static final String COOKIE = "chat-session";
  private static final String ISSUER = "https://cognito-idp.demo.invalid/demo_pool";
  private static final Profile ANN = RunningChat.newUser("Ann");

  record Token(String name, String value) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Token> refused() throws JOSEException, NoSuchAlgorithmException {
    KeyPair keys = RunningChat.bean(KeyPair.class);
    KeyPair others = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    String good = rsa(keys, claims().build());
    return Stream.of(
        new Token("none of a token", "x"),
        new Token("expired", rsa(keys, claims().expirationTime(at(-60)).build())),
        new Token("without an end", rsa(keys, claims().expirationTime(null).build())),
        new Token("not yet valid", rsa(keys, claims().notBeforeTime(at(60)).build())),
        new Token("foreign issuer", rsa(keys, claims().issuer(ISSUER + "2").build())),
        new Token("without an issuer", rsa(keys, claims().issuer(null).build())),
        new Token("of another application", rsa(keys, claims().claim("client_id", "x").build())),
        new Token("an id token", rsa(keys, claims().claim("token_use", "id").build())),
        new Token("without a use", rsa(keys, claims().claim("token_use", null).build())),
        new Token("without a subject", rsa(keys, claims().subject(null).build())),
        new Token("of nobody", rsa(keys, claims().subject("nobody").build())),
        new Token("of another key", rsa(others, claims().build())),
        new Token("tampered", tampered(good)),
        new Token("signature cut off", good.substring(0, good.lastIndexOf('.') + 1)),
        new Token("algorithm none", new PlainJWT(claims().build()).serialize()),
        new Token(
            "signed with the public key",
            signed(
                JWSAlgorithm.HS256,
                new MACSigner(keys.getPublic().getEncoded()),
                claims().build())),
        new Token(
            "another RSA algorithm",
            signed(JWSAlgorithm.RS512, new RSASSASigner(keys.getPrivate()), claims().build())));
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .subject(RunningChat.cognitoId(ANN))
        .claim("client_id", "demo-client")
        .claim("token_use", "access")
        .issueTime(at(0))
        .expirationTime(at(600));
  }

  private static Date at(long seconds) {
    return Date.from(Instant.now().plus(Duration.ofSeconds(seconds)));
  }

  private static String rsa(KeyPair keys, JWTClaimsSet claims) throws JOSEException {
    return signed(JWSAlgorithm.RS256, new RSASSASigner(keys.getPrivate()), claims);
  }

  private static String signed(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims)
      throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
    token.sign(signer);
    return token.serialize();
  }

  /** Another subject under the same signature. */
  private static String tampered(String token) throws JOSEException {
    String[] parts = token.split("\\.", -1);
    String other =
        new PlainJWT(claims().subject("cognito-" + RunningChat.newUser("Eve").userId()).build())
            .serialize()
            .split("\\.", -1)[1];
    return parts[0] + "." + other + "." + parts[2];
  }

  @Test
  void token_ofThePool_letsItsUserIn() throws JOSEException {
    Browser browser = Browser.opened();
    String token = rsa(RunningChat.bean(KeyPair.class), claims().build());

    Answer answer = browser.withCookie(COOKIE, token).get("/api/session");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("user").path("id").asString()).isEqualTo(ANN.userId());
    assertThat(browser.post("/api/session", Map.of("token", token)).status()).isEqualTo(200);
    assertThat(browser.get("/api/inbox").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void token_whenItIsNotThePools_is401(Token token) {
    Browser browser = Browser.opened();

    assertThat(browser.withCookie(COOKIE, token.value()).get("/api/inbox").status()).isEqualTo(401);
    assertThat(browser.withCookie(COOKIE, token.value()).get("/api/events").status())
        .isEqualTo(401);
    assertThat(browser.post("/api/session", Map.of("token", token.value())).status())
        .isEqualTo(401);
    assertThat(browser.cookie(COOKIE)).isEmpty();
  }

  @Test
  void token_inAHeader_countsForNothing() throws JOSEException {
    String token = rsa(RunningChat.bean(KeyPair.class), claims().build());
    Browser browser = Browser.opened();

    Answer answer =
        browser.send(
            browser
                .request(
                    "GET",
                    "/api/inbox?access_token=" + token,
                    java.net.http.HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token));

    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void signIn_whenAnOldTokenIsThere_replacesIt() throws JOSEException {
    String old = rsa(RunningChat.bean(KeyPair.class), claims().expirationTime(at(-60)).build());
    Browser browser = Browser.opened().withCookie(COOKIE, old);

    assertThat(browser.get("/api/session").status()).isEqualTo(401);
    assertThat(browser.post("/api/session", Map.of("userId", ANN.userId())).status())
        .isEqualTo(200);
    assertThat(browser.get("/api/session").status()).isEqualTo(200);
  }

  @Test
  void cookie_isOutOfReachOfScriptsAndOtherSites() {
    Answer answer = Browser.opened().post("/api/session", Map.of("userId", ANN.userId()));

    List<String> cookies = answer.response().headers().allValues("Set-Cookie");
    assertThat(cookies)
        .filteredOn(cookie -> cookie.startsWith(COOKIE))
        .singleElement()
        .asString()
        .contains("HttpOnly")
        .contains("SameSite=Strict")
        .contains("Path=/");
  }

  @Test
  void cookie_behindAProxyThatEndsTls_isSecure() {
    Browser browser = Browser.opened();

    Answer answer =
        browser.send(
            browser
                .json("POST", "/api/session", "{\"userId\":\"" + ANN.userId() + "\"}")
                .header("X-Forwarded-Proto", "https"));

    assertThat(answer.header("Set-Cookie")).startsWith(COOKIE).contains("; Secure");
  }

  @Test
  void signOut_endsIt() {
    Browser browser = Browser.signedIn(ANN);

    assertThat(browser.delete("/api/session").status()).isEqualTo(204);
    assertThat(browser.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  void tokenAgainstForgedRequests_staysTheSame() {
    Browser browser = Browser.signedIn(ANN);
    String before = browser.cookie("XSRF-TOKEN");

    browser.get("/api/inbox");
    browser.patch("/api/session/profile", Map.of("displayName", "Ann"));

    assertThat(browser.cookie("XSRF-TOKEN")).isEqualTo(before);
  }

  @Test
  void signIn_whenThereIsNoSuchUser_is401() {
    Answer answer =
        Browser.opened()
            .post("/api/session", Map.of("userId", "00000000-0000-0000-0000-000000000009"));

    assertThat(answer.status()).isEqualTo(401);
  }
}
