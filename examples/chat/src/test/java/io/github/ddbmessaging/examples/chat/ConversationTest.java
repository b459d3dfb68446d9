package io.github.ddbmessaging.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.examples.chat.profile.Profile;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A day of two users and a third, by the endpoints. */
class ConversationTest {
  private final Profile annUser = RunningChat.newUser("Ann");
  private final Profile bobUser = RunningChat.newUser("Bob");
  private final Profile eveUser = RunningChat.newUser("Eve");
  private final Browser ann = Browser.signedIn(annUser);
  private final Browser bob = Browser.signedIn(bobUser);
  private final Browser eve = Browser.signedIn(eveUser);
  private final String group = ann.group("Trip", bobUser);
  private final String path = "/api/groups/" + group;

  @Test
  void group_isSeenByMembersAsTheyAreIn() {
    JsonNode annsView = ann.get(path).json();
    JsonNode bobsView = bob.get(path).json();

    assertThat(annsView.path("name").asString()).isEqualTo("Trip");
    assertThat(annsView.path("direct").asBoolean()).isFalse();
    assertThat(annsView.path("you").path("owner").asBoolean()).isTrue();
    assertThat(bobsView.path("you").path("owner").asBoolean()).isFalse();
    assertThat(bobsView.path("members").findValuesAsString("displayName"))
        .containsExactlyInAnyOrder("Ann", "Bob");
    assertThat(eve.get(path).status()).isEqualTo(404);
  }

  @Test
  void directChat_isOneHoweverOftenItIsStarted() {
    String first = ann.direct(bobUser, "Hi");
    String second = bob.direct(annUser, "Hi as well");

    assertThat(second).isEqualTo(first);
    JsonNode chat = ann.get("/api/groups/" + first).json();
    assertThat(chat.path("title").isNull()).isTrue();
    assertThat(chat.path("direct").asBoolean()).isTrue();
    assertThat(chat.path("name").asString()).isEqualTo("Bob");
    assertThat(ann.get("/api/inbox").json().path("items").get(0).path("otherId").asString())
        .isEqualTo(bobUser.userId());
  }

  @Test
  void start_whenRepeatedWithItsKey_makesOneGroup() {
    Map<String, ?> body =
        Map.of("title", "Once", "memberIds", List.of(bobUser.userId()), "text", "Hi");

    Answer first = ann.postWithKey("/api/groups", "start", body);
    Answer again = ann.postWithKey("/api/groups", "start", body);

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(first.json());
  }

  @Test
  void messages_areListedPageByPage() {
    List<String> texts = new ArrayList<>(List.of("The beginning of Trip"));
    for (int number = 1; number <= 6; number++) {
      ann.say(group, "Message " + number);
      texts.add("Message " + number);
    }

    List<String> read = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          bob.get(path + "/messages?limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
              .json();
      assertThat(page.path("token").isNull()).isEqualTo(!cursor.isEmpty());
      page.path("items").forEach(message -> read.add(message.path("text").asString()));
      cursor = page.path("older").asString("");
    } while (!cursor.isEmpty());

    Collections.reverse(read);
    assertThat(read).isEqualTo(texts);
  }

  @Test
  void send_whenRepeatedWithItsKey_sendsOnce() {
    Map<String, ?> body = Map.of("text", "Once", "mentions", List.of(bobUser.userId()));

    Answer first = ann.postWithKey(path + "/messages", "key", body);
    Answer again = ann.postWithKey(path + "/messages", "key", body);

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(bob.get(path + "/messages").json().path("items").size()).isEqualTo(2);
    assertThat(bob.get("/api/inbox").json().path("items").get(0).path("mentioned").asBoolean())
        .isTrue();
  }

  @Test
  void edit_whenSomebodyWasFaster_is409() {
    String message = "/api/messages/" + ann.say(group, "One").get("ref");

    Answer edited = ann.patch(message, Map.of("text", "Two", "revision", 0));
    Answer late = ann.patch(message, Map.of("text", "Three", "revision", 0));

    assertThat(edited.get("text")).isEqualTo("Two");
    assertThat(edited.json().path("revision").asInt()).isEqualTo(1);
    assertThat(edited.json().path("editedAt").isNull()).isFalse();
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.get("code")).isEqualTo("revision");
    assertThat(bob.patch(message, Map.of("text", "Mine", "revision", 1)).status()).isEqualTo(403);
    assertThat(eve.patch(message, Map.of("text", "Mine", "revision", 1)).status()).isEqualTo(404);
  }

  @Test
  void delete_leavesATombstone() {
    Answer answer = bob.say(group, "Oops");
    String message = "/api/messages/" + answer.get("ref");
    bob.postOnce(path + "/messages", Map.of("text", "An answer", "replyTo", answer.get("ref")));

    assertThat(eve.delete(message).status()).isEqualTo(404);
    JsonNode deleted = ann.delete(message).json();

    assertThat(deleted.path("deleted").asBoolean()).isTrue();
    assertThat(deleted.path("text").asString()).isEmpty();
    JsonNode items = bob.get(path + "/messages").json().path("items");
    assertThat(items.get(0).path("replyTo").asString()).isEqualTo(answer.get("ref"));
    assertThat(items.get(1).path("deleted").asBoolean()).isTrue();
    assertThat(ann.put(message + "/reactions/x", "").status()).isEqualTo(404);
  }

  @Test
  void reactions_areCountedAndKnowMine() {
    String ref = ann.say(group, "Good?").get("ref");
    String heart = "/api/messages/" + ref + "/reactions/%E2%9D%A4%EF%B8%8F";

    assertThat(ann.put(heart, "").status()).isEqualTo(204);
    assertThat(bob.put(heart, "").status()).isEqualTo(204);
    assertThat(bob.put(heart, "").status()).isEqualTo(204);
    assertThat(ann.delete(heart).status()).isEqualTo(204);

    JsonNode reactions = bob.get(path + "/messages").json().path("items").get(0).path("reactions");
    assertThat(reactions).hasSize(1);
    assertThat(reactions.get(0).path("emoji").asString()).isEqualTo("❤️");
    assertThat(reactions.get(0).path("count").asInt()).isEqualTo(1);
    assertThat(reactions.get(0).path("mine").asBoolean()).isTrue();
  }

  @Test
  void inbox_showsWhatIsUnreadUntilItIsRead() {
    String first = ann.say(group, "One").get("ref");
    String last = ann.say(group, "Two").get("ref");

    JsonNode unread = bob.get("/api/inbox").json().path("items").get(0);
    assertThat(unread.path("name").asString()).isEqualTo("Trip");
    assertThat(unread.path("preview").asString()).isEqualTo("Two");
    assertThat(unread.path("lastSenderName").asString()).isEqualTo("Ann");
    assertThat(unread.path("unread").asInt()).isEqualTo(3);

    assertThat(bob.put(path + "/read", Map.of("ref", first)).status()).isEqualTo(200);
    assertThat(bobsUnread()).isEqualTo(1);
    bob.put(path + "/read", Map.of("ref", last));
    assertThat(bobsUnread()).isZero();

    JsonNode positions = ann.get(path + "/read").json();
    assertThat(positions).hasSize(1);
    assertThat(positions.get(0).path("userId").asString()).isEqualTo(bobUser.userId());
    assertThat(positions.get(0).path("ref").asString()).isEqualTo(last);
  }

  @Test
  void read_afterAMarkAsUnread_countsOnlyFromAPageThatKnowsOfIt() {
    String last = ann.say(group, "One").get("ref");
    bob.put(path + "/read", Map.of("ref", last));
    bob.patch(path + "/state", Map.of("unread", true));
    assertThat(bobsUnread()).isEqualTo(1);

    long marks = bob.put(path + "/read", Map.of("ref", last)).json().path("unreadMarks").asLong();

    assertThat(bobsUnread()).isEqualTo(1);
    assertThat(bob.get(path + "/state").json().path("unreadMarks").asLong()).isEqualTo(marks);
    bob.put(path + "/read", Map.of("ref", last, "unreadMarks", marks));
    assertThat(bobsUnread()).isZero();
  }

  private int bobsUnread() {
    return bob.get("/api/inbox").json().path("items").get(0).path("unread").asInt();
  }

  @Test
  void send_fromAPageOfSomebodyElse_isRefused() {
    HttpRequest.Builder request =
        bob.json("POST", path + "/messages", "{\"text\":\"Not mine\"}")
            .header("Idempotency-Key", "left-over")
            .header("X-Chat-User", "somebody else");

    Answer answer = bob.send(request);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().path("code").asString()).isEqualTo("other-user");
  }

  @Test
  void read_ofAnotherConversation_isRefused() {
    String other = ann.direct(bobUser, "Hi");
    String ref = ann.say(other, "One").get("ref");

    assertThat(ann.put(path + "/read", Map.of("ref", ref)).status()).isEqualTo(400);
    assertThat(eve.put("/api/groups/" + other + "/read", Map.of("ref", ref)).status())
        .isEqualTo(404);
  }

  @Test
  void state_pinsMutesAndHides() {
    assertThat(
            bob.patch(path + "/state", Map.of("pinned", true, "mutedUntil", "2999-01-01T00:00:00Z"))
                .status())
        .isEqualTo(204);
    JsonNode pinned = bob.get("/api/pinned").json().path("items");
    assertThat(pinned).hasSize(1);
    assertThat(pinned.get(0).path("mutedUntil").asString()).isEqualTo("2999-01-01T00:00:00Z");

    bob.send(bob.json("PATCH", path + "/state", "{\"mutedUntil\":null}"));
    assertThat(bob.get("/api/pinned").json().path("items").get(0).path("mutedUntil").isNull())
        .isTrue();

    bob.patch(path + "/state", Map.of("pinned", false, "hidden", true));
    assertThat(bob.get("/api/pinned").json().path("items")).isEmpty();
    assertThat(bob.get("/api/inbox").json().path("items")).isEmpty();
    ann.say(group, "Still there?");
    assertThat(bob.get("/api/inbox").json().path("items")).hasSize(1);
    assertThat(eve.patch(path + "/state", Map.of("pinned", true)).status()).isEqualTo(404);
  }

  @Test
  void members_comeAndGo() {
    Map<String, ?> addEve = Map.of("userIds", List.of(eveUser.userId()), "history", "from-joining");

    assertThat(bob.post(path + "/members", addEve).json().path("members")).hasSize(3);
    assertThat(eve.get(path + "/messages").json().path("items")).isEmpty();
    assertThat(bob.delete(path + "/members/" + eveUser.userId()).status()).isEqualTo(403);
    assertThat(ann.delete(path + "/members/" + eveUser.userId()).json().path("members")).hasSize(2);
    assertThat(eve.get(path + "/messages").status()).isEqualTo(404);
    assertThat(bob.patch(path, Map.of("title", "Mine")).status()).isEqualTo(403);
    assertThat(ann.patch(path, Map.of("title", "Journey")).get("title")).isEqualTo("Journey");
    assertThat(bob.delete(path + "/members/" + bobUser.userId()).status()).isEqualTo(204);
    assertThat(bob.get(path).status()).isEqualTo(404);
    assertThat(
            ann.post(
                    path + "/members",
                    Map.of("userIds", List.of(eveUser.userId()), "history", "some"))
                .status())
        .isEqualTo(400);
  }

  @Test
  void changes_tellWhatAPageMissed() {
    String message = "/api/messages/" + ann.say(group, "One").get("ref");
    String token = bob.get(path + "/messages").get("token");
    ann.patch(message, Map.of("text", "Two", "revision", 0));
    ann.say(group, "Three");
    ann.patch(path, Map.of("title", "Journey"));

    JsonNode changes = bob.get(path + "/changes?token=" + token).json();

    assertThat(changes.path("messages").findValuesAsString("text")).contains("Two", "Three");
    assertThat(changes.path("group").path("title").asString()).isEqualTo("Journey");
    assertThat(changes.path("startAgain").asBoolean()).isFalse();
    assertThat(changes.path("more").asBoolean()).isFalse();
    assertThat(eve.get(path + "/changes?token=" + token).status()).isEqualTo(404);
  }

  @Test
  void name_whenItChanges_isNewInAllConversations() {
    ann.say(group, "Mine");

    assertThat(ann.patch("/api/session/profile", Map.of("displayName", "Anna")).get("displayName"))
        .isEqualTo("Anna");

    assertThat(ann.get("/api/session").json().path("user").path("displayName").asString())
        .isEqualTo("Anna");
    assertThat(bob.get(path).json().path("members").findValuesAsString("displayName"))
        .contains("Anna");
    assertThat(
            bob.get(path + "/messages").json().path("items").get(0).path("senderName").asString())
        .isEqualTo("Anna");
    assertThat(
            ann.get("/api/users?query=" + annUser.handle())
                .json()
                .get(0)
                .path("displayName")
                .asString())
        .isEqualTo("Anna");
  }

  @Test
  void demo_hasPeopleWithConversations() {
    JsonNode people = Browser.opened().get("/api/demo/users").json();
    Browser demoAnn = Browser.opened();
    Answer signedIn =
        demoAnn.post("/api/session", Map.of("userId", people.get(0).path("id").asString()));

    assertThat(signedIn.status()).isEqualTo(200);
    assertThat(people.findValuesAsString("handle"))
        .containsExactly("ann", "bob", "chiyo", "davud", "eva", "finn");
    assertThat(demoAnn.get("/api/inbox").json().path("items")).hasSizeGreaterThanOrEqualTo(5);
  }
}
