package io.github.ddbmessaging.examples.chat.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.chat.Answer;
import io.github.ddbmessaging.examples.chat.Browser;
import io.github.ddbmessaging.examples.chat.Multipart;
import io.github.ddbmessaging.examples.chat.RunningChat;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.NewMessage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files from the upload to the end of their message, and who may have them. */
class AttachmentsTest {
  private final Profile annUser = RunningChat.newUser("Ann");
  private final Profile bobUser = RunningChat.newUser("Bob");
  private final Browser ann = Browser.signedIn(annUser);
  private final Browser bob = Browser.signedIn(bobUser);
  private final Browser eve = RunningChat.newBrowser("Eve");
  private final String group = ann.group("Pictures", bobUser);

  @Test
  void image_goesToMembersWithHeadersThatKeepItOut() throws IOException {
    JsonNode file = sent(upload("wide picture.png", png())).path("attachments").get(0);

    assertThat(file.path("type").asString()).isEqualTo("image/png");
    assertThat(file.path("width").asInt()).isEqualTo(3);
    Answer answer = bob.get(file.path("url").asString());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body()).isEqualTo(png());
    assertThat(answer.header("Content-Type")).isEqualTo("image/png");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
    assertThat(answer.header("Content-Disposition"))
        .startsWith("inline;")
        .contains("wide%20picture.png");
  }

  @Test
  void page_uploadedAsImage_isTextToSave() {
    JsonNode file =
        sent(upload("cat.png", bytes("<script>alert(1)</script>"))).path("attachments").get(0);

    Answer answer = bob.get(file.path("url").asString());

    assertThat(answer.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
    assertThat(answer.header("Content-Disposition")).startsWith("attachment;");
  }

  @Test
  void file_isForMembersAlone() {
    Answer upload = upload("a.txt", bytes("Hello"));
    String unsent = "/api/groups/" + group + "/attachments/" + upload.get("id") + "/a.txt";
    assertThat(ann.get(unsent).status()).isEqualTo(200);
    assertThat(bob.get(unsent).status()).isEqualTo(404);

    String url = sent(upload).path("attachments").get(0).path("url").asString();

    assertThat(bob.get(url).status()).isEqualTo(200);
    assertThat(eve.get(url).status()).isEqualTo(404);
    assertThat(bob.get(unsent).status()).isEqualTo(404);
    assertThat(Browser.opened().get(url).status()).isEqualTo(401);
  }

  @Test
  void file_underAMessageOfAnotherGroup_isNotThere() {
    Answer upload = upload("a.txt", bytes("Hello"));
    JsonNode message = sent(upload);
    assertThat(message.path("attachments")).hasSize(1);
    String id = upload.get("id");
    String others = eve.group("Others", RunningChat.newUser("Other"));
    String ref = eve.say(others, "Mine").get("ref");

    assertThat(
            eve.get("/api/groups/" + others + "/attachments/" + id + "/a.txt?message=" + ref)
                .status())
        .isEqualTo(404);
    assertThat(
            eve.get("/api/groups/" + group + "/attachments/" + id + "/a?message=" + ref).status())
        .isEqualTo(404);
    assertThat(eve.get("/api/groups/" + group + "/attachments/" + id + "/a?message=x").status())
        .isEqualTo(400);
  }

  @Test
  void file_goesWithItsMessage() {
    Answer upload = upload("a.txt", bytes("Hello"));
    JsonNode message = sent(upload);
    UUID id = UUID.fromString(upload.get("id"));
    assertThat(RunningChat.bean(Folder.class).path(id)).exists();

    ann.delete("/api/messages/" + message.path("ref").asString());

    assertThat(ann.get(message.path("attachments").get(0).path("url").asString()).status())
        .isEqualTo(404);
    await(() -> Files.notExists(RunningChat.bean(Folder.class).path(id)));
  }

  /** The stream brings it, a moment later. */
  private static void await(BooleanSupplier done) {
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    while (!done.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void send_whenRepeated_hasTheSameFilesOnce() {
    String id = upload("a.txt", bytes("Hello")).get("id");
    Map<String, ?> body = Map.of("text", "Look", "attachments", List.of(id));
    String path = "/api/groups/" + group + "/messages";

    Answer first = ann.postWithKey(path, "key", body);
    Answer again = ann.postWithKey(path, "key", body);

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(ann.postWithKey(path, "another", body).status()).isEqualTo(400);
  }

  @Test
  void send_whenRefused_leavesTheFilesForAnother() {
    String id = upload("a.txt", bytes("Hello")).get("id");
    String path = "/api/groups/" + group + "/messages";

    Answer refused =
        ann.postOnce(path, Map.of("text", "x".repeat(2_000), "attachments", List.of(id)));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(ann.postOnce(path, Map.of("attachments", List.of(id))).status()).isEqualTo(201);
  }

  @Test
  void send_whenRefusedAfterAnotherTryOfItWasSent_leavesTheFileToTheMessage() {
    UUID id = UUID.fromString(upload("a.txt", bytes("Hello")).get("id"));
    Function<List<Attachment>, Message> refused =
        files -> {
          sendWith(id, this::message);
          throw new InvalidInputException("The text is too long");
        };

    assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> sendWith(id, refused));

    assertSent(id);
  }

  @Test
  void send_whenAnotherTryOfItIsRefusedMeanwhile_hasTheFile() {
    UUID id = UUID.fromString(upload("a.txt", bytes("Hello")).get("id"));
    Function<List<Attachment>, Message> refused =
        files -> {
          throw new InvalidInputException("The text is too long");
        };

    sendWith(
        id,
        files -> {
          assertThatExceptionOfType(InvalidInputException.class)
              .isThrownBy(() -> sendWith(id, refused));
          assertSent(id);
          return message(files);
        });

    assertSent(id);
  }

  /** Neither is it shown as unsent, nor does another message get it. */
  private void assertSent(UUID id) {
    assertThat(RunningChat.bean(Attachments.class).findUnsent(id, annUser)).isEmpty();
    assertThat(
            ann.postOnce("/api/groups/" + group + "/messages", Map.of("attachments", List.of(id)))
                .status())
        .isEqualTo(400);
  }

  @Test
  void file_whenItsSendEndedBeforeItsNote_isKnownAsSentFromTheStream() {
    UUID id = UUID.fromString(upload("a.txt", bytes("Hello")).get("id"));
    FileTable table = RunningChat.bean(FileTable.class);
    List<StoredFile> claimed = table.claim(annUser.id(), group, Set.of(id), "key");
    assertThat(table.unsentBytes(annUser.id())).isEqualTo(5);

    message(claimed.stream().map(StoredFile::attachment).toList());

    await(() -> table.unsentBytes(annUser.id()) == 0);
  }

  private Message sendWith(UUID id, Function<List<Attachment>, Message> send) {
    return RunningChat.bean(Attachments.class)
        .sendWith(annUser, group, "key", List.of(id.toString()), send);
  }

  private Message message(List<Attachment> files) {
    MessageContent content = MessageContent.ofText("Look").withAttachments(files);
    return RunningChat.bean(MessagingStore.class)
        .createMessage(group, NewMessage.from(annUser.userId(), content).withIdempotencyKey("key"))
        .message();
  }

  @Test
  void send_withFilesOfOthers_isRefused() {
    String id = upload("a.txt", bytes("Hello")).get("id");
    String elsewhere = ann.direct(bobUser, "Hi");

    for (Answer answer :
        List.of(
            bob.postOnce("/api/groups/" + group + "/messages", Map.of("attachments", List.of(id))),
            ann.postOnce(
                "/api/groups/" + elsewhere + "/messages", Map.of("attachments", List.of(id))),
            ann.postOnce(
                "/api/groups/" + group + "/messages", Map.of("attachments", List.of("../x"))))) {
      assertThat(answer.status()).isEqualTo(400);
    }
  }

  @Test
  void upload_whenItIsNoFileForThisService_isRefused() {
    assertThat(upload("a.exe", new byte[] {'M', 'Z', 0, 1}).status()).isEqualTo(415);
    assertThat(upload("a.txt", new byte[5 * 1024 * 1024 + 1]).status()).isEqualTo(413);
    assertThat(upload("a.txt", new byte[8 * 1024 * 1024]).status()).isEqualTo(413);
    assertThat(eve.send(Multipart.upload(eve, group, "a.txt", bytes("Hi"))).status())
        .isEqualTo(404);
  }

  @Test
  void name_withDirectoriesAndControlCharacters_isOnlyAName() {
    Answer upload = upload("../../../etc/passwd", bytes("Hello"));

    assertThat(upload.get("name")).isEqualTo("passwd");
    String url = sent(upload).path("attachments").get(0).path("url").asString();
    assertThat(ann.get(url).status()).isEqualTo(200);
  }

  @Test
  void path_thatClimbs_isRefused() {
    String files = "/api/groups/" + group + "/attachments/";

    assertThat(ann.get(files + "..%2f..%2fetc%2fpasswd/x").status()).isEqualTo(400);
    assertThat(ann.get(files + "../../../../etc/passwd").status()).isIn(400, 404);
    assertThat(ann.get(files + "%2e%2e/x").status()).isIn(400, 404);
    assertThat(ann.get(files + "..;/x").status()).isEqualTo(400);
    assertThat(ann.get(files + "passwd/x").status()).isEqualTo(400);
  }

  private Answer upload(String name, byte[] content) {
    return ann.send(Multipart.upload(ann, group, name, content));
  }

  private JsonNode sent(Answer upload) {
    assertThat(upload.status()).as(upload.text()).isEqualTo(201);
    Answer sent =
        ann.postOnce(
            "/api/groups/" + group + "/messages", Map.of("attachments", List.of(upload.get("id"))));
    assertThat(sent.status()).as(sent.text()).isEqualTo(201);
    return sent.json();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] png() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return bytes.toByteArray();
  }
}
