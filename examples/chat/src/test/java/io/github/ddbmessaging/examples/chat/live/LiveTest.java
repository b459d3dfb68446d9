package io.github.ddbmessaging.examples.chat.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.ddbmessaging.examples.chat.Answer;
import io.github.ddbmessaging.examples.chat.Browser;
import io.github.ddbmessaging.examples.chat.RunningChat;
import io.github.ddbmessaging.examples.chat.live.EventStream.Event;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who hears of what, and that nothing is missed. */
class LiveTest {
  private final Profile annUser = RunningChat.newUser("Ann");
  private final Profile bobUser = RunningChat.newUser("Bob");
  private final Profile eveUser = RunningChat.newUser("Eve");
  private final Browser ann = Browser.signedIn(annUser);
  private final Browser bob = Browser.signedIn(bobUser);
  private final Browser eve = Browser.signedIn(eveUser);
  private String group = "";
  private EventStream annsPage;
  private EventStream bobsPage;
  private EventStream evesPage;

  @BeforeEach
  void open() {
    group = ann.group("Live", bobUser);
    annsPage = EventStream.open(ann).begun();
    bobsPage = EventStream.open(bob).begun();
    evesPage = EventStream.open(eve).begun();
  }

  @AfterEach
  void close() {
    List.of(annsPage, bobsPage, evesPage).forEach(EventStream::close);
  }

  @Test
  void message_whenSent_reachesMembersAndNobodyElse() {
    Answer sent = ann.say(group, "Hello");

    Event annsEvent = annsPage.awaitMessage("new", "Hello");
    Event bobsEvent = bobsPage.awaitMessage("new", "Hello");
    assertThat(bobsEvent.data().path("message")).isEqualTo(sent.json());
    assertThat(annsEvent.id()).isEqualTo(bobsEvent.id());
    assertNothingFor(evesPage, eve);
  }

  /** What comes first to somebody who is told of nothing else is a message of their own. */
  private static void assertNothingFor(EventStream page, Browser browser) {
    Profile other = RunningChat.newUser("Other");
    String alone = browser.direct(other, "A mark");
    page.awaitMessage("new", "A mark");
    assertThat(page.seen()).allMatch(event -> event.data().toString().contains(alone));
  }

  @Test
  void change_ofEachKind_reachesMembers() {
    String ref = ann.say(group, "Hello").get("ref");
    String path = "/api/messages/" + ref;

    ann.patch(path, Map.of("text", "Hello!", "revision", 0));
    Event edited = bobsPage.awaitMessage("edited", "Hello!");
    assertThat(edited.data().path("message").path("revision").asInt()).isEqualTo(1);

    bob.put(path + "/reactions/%F0%9F%91%8D", "");
    Event reaction = annsPage.await(event -> event.name().equals("reactions"));
    assertThat(reaction.text("ref")).isEqualTo(ref);
    assertThat(reaction.data().path("reactions").get(0).path("emoji").asString()).isEqualTo("👍");
    assertThat(reaction.data().path("reactions").get(0).path("userIds").get(0).asString())
        .isEqualTo(bobUser.userId());

    bob.delete(path + "/reactions/%F0%9F%91%8D");
    annsPage.await(
        event -> event.name().equals("reactions") && event.data().path("reactions").isEmpty());

    bob.put("/api/groups/" + group + "/read", Map.of("ref", ref));
    Event read = annsPage.await(event -> event.name().equals("read"));
    assertThat(read.text("userId")).isEqualTo(bobUser.userId());
    assertThat(read.text("ref")).isEqualTo(ref);

    ann.delete(path);
    Event deleted = bobsPage.awaitMessage("deleted", "");
    assertThat(deleted.data().path("message").path("deleted").asBoolean()).isTrue();
    assertNothingFor(evesPage, eve);
  }

  @Test
  void members_whenTheyChange_areToldWithThoseWhoCameAndWent() {
    ann.post(
        "/api/groups/" + group + "/members",
        Map.of("userIds", List.of(eveUser.userId()), "history", "from-joining"));
    Event joined = evesPage.await(event -> event.name().equals("group"));
    assertThat(joined.data().path("group").path("members").size()).isEqualTo(3);

    ann.delete("/api/groups/" + group + "/members/" + bobUser.userId());
    Event removed =
        bobsPage.await(
            event -> event.name().equals("group") && event.data().path("group").isNull());
    assertThat(removed.text("groupId")).isEqualTo(group);

    ann.say(group, "Without Bob");
    evesPage.awaitMessage("new", "Without Bob");
    String own = bob.direct(eveUser, "A mark");
    bobsPage.awaitMessage("new", "A mark");
    assertThat(bobsPage.seen()).noneMatch(event -> event.message().equals("Without Bob"));
    assertThat(own).isNotEqualTo(group);
  }

  @Test
  void message_ofBeforeAMemberJoined_isNotToldToThem() {
    String old = ann.say(group, "Before").get("ref");
    ann.post(
        "/api/groups/" + group + "/members",
        Map.of("userIds", List.of(eveUser.userId()), "history", "from-joining"));
    evesPage.await(event -> event.name().equals("group"));

    ann.patch("/api/messages/" + old, Map.of("text", "Before, edited", "revision", 0));
    ann.say(group, "After");

    bobsPage.awaitMessage("edited", "Before, edited");
    evesPage.awaitMessage("new", "After");
    assertThat(evesPage.seen()).noneMatch(event -> event.message().equals("Before, edited"));
  }

  @Test
  void state_reachesOnlyOnesOwnPages() {
    ann.patch("/api/groups/" + group + "/state", Map.of("pinned", true));

    Event state = annsPage.await(event -> event.name().equals("state"));
    assertThat(state.text("groupId")).isEqualTo(group);
    ann.say(group, "A mark");
    bobsPage.awaitMessage("new", "A mark");
    assertThat(bobsPage.seen()).noneMatch(event -> event.name().equals("state"));
  }

  @Test
  void page_whenItComesBack_isToldWhatItMissedAndNothingTwice() {
    ann.say(group, "One");
    bobsPage.awaitMessage("new", "One");
    String last = bobsPage.lastId();
    bobsPage.close();
    ann.say(group, "Two");
    ann.say(group, "Three");
    annsPage.awaitMessage("new", "Three");

    try (EventStream back = EventStream.resume(bob, last)) {
      ann.say(group, "Four");
      back.awaitMessage("new", "Four");

      assertThat(back.seen().stream().filter(event -> event.name().equals("message")))
          .extracting(Event::message)
          .containsExactly("Two", "Three", "Four");
    }
  }

  @Test
  void page_whenWhatItHadIsNotKnown_isToldToReadAnew() {
    for (String unknown : List.of("nonsense", "other-5", annsPage.lastId() + "999", "-", "x-y")) {
      try (EventStream back = EventStream.resume(bob, unknown)) {
        Event first = back.await(event -> true);
        assertThat(first.name()).isEqualTo("resync");
        assertThat(first.id()).isNotEmpty();
      }
    }
  }

  @Test
  void stream_isOneForBrowsersAndProxies() {
    assertThat(bobsPage.header("Content-Type")).startsWith("text/event-stream");
    assertThat(bobsPage.header("Cache-Control")).isEqualTo("no-store");
    assertThat(bobsPage.header("X-Accel-Buffering")).isEqualTo("no");
  }

  @Test
  void stream_whenTheTokenIsOver_ends() throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.RS256),
            new JWTClaimsSet.Builder()
                .issuer("https://cognito-idp.demo.invalid/demo_pool")
                .subject(RunningChat.cognitoId(annUser))
                .claim("client_id", "demo-client")
                .claim("token_use", "access")
                .expirationTime(Date.from(Instant.now().plusSeconds(2)))
                .build());
    token.sign(new RSASSASigner(RunningChat.bean(KeyPair.class).getPrivate()));

    try (EventStream page = EventStream.open(ann.withCookie("chat-session", token.serialize()))) {
      page.awaitEnd();
    }
  }

  @Test
  void pages_ofOneUser_areBounded() {
    Browser finn = RunningChat.newBrowser("Finn");
    List<EventStream> open =
        java.util.stream.Stream.generate(() -> EventStream.open(finn).begun()).limit(20).toList();

    Answer oneMore = finn.get("/api/events");

    assertThat(oneMore.status()).isEqualTo(429);
    assertThat(oneMore.header("Retry-After")).isNotEmpty();
    open.forEach(EventStream::close);
  }
}
