package io.github.ddbmessaging.examples.chat.attachment;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import io.github.ddbmessaging.examples.chat.web.Problem;
import io.github.ddbmessaging.examples.chat.web.ProblemException;
import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.MessageRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Takes files, and gives them to members of their conversation. */
@RestController
class AttachmentController {
  private final MessagingStore store;
  private final Attachments attachments;
  private final Folder folder;

  AttachmentController(MessagingStore store, Attachments attachments, Folder folder) {
    this.store = store;
    this.attachments = attachments;
    this.folder = folder;
  }

  @PostMapping("/api/attachments")
  @ResponseStatus(HttpStatus.CREATED)
  Uploaded upload(
      @AuthenticationPrincipal Profile me,
      @RequestParam String groupId,
      @RequestParam MultipartFile file)
      throws IOException {
    if (store.actingAs(me.userId()).findGroup(groupId).isEmpty()) {
      throw notThere();
    }
    byte[] content = file.getBytes();
    FileType type =
        FileType.detect(content)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.coded(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "file-type",
                            "Only images, PDF, ZIP and plain text are taken")));
    return Uploaded.of(
        attachments.add(me, groupId, FileName.shown(file.getOriginalFilename()), type, content));
  }

  /** The message says who may have its file. Without one it is for who uploaded it. */
  @GetMapping("/api/groups/{id}/attachments/{attachmentId}/{name}")
  ResponseEntity<Resource> download(
      @AuthenticationPrincipal Profile me,
      @PathVariable String id,
      @PathVariable UUID attachmentId,
      @RequestParam(required = false) @Nullable String message) {
    Attachment file =
        (message == null
                ? attachments
                    .findUnsent(attachmentId, me)
                    .filter(found -> found.groupId().equals(id))
                    .map(StoredFile::attachment)
                : ofMessage(me, id, attachmentId, MessageRef.parse(message)))
            .orElseThrow(AttachmentController::notThere);
    Path path = folder.path(attachmentId);
    if (!Files.isRegularFile(path)) {
      throw notThere();
    }
    return ResponseEntity.ok()
        .contentType(type(file))
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition(file).toString())
        // What somebody uploaded is no part of this site, whatever is in it.
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        // Asked for each time, since it is gone with its message and for who is no member any more.
        .cacheControl(CacheControl.noCache().cachePrivate())
        .eTag(attachmentId.toString())
        .body(new FileSystemResource(path));
  }

  private Optional<Attachment> ofMessage(
      Profile me, String groupId, UUID attachmentId, MessageRef message) {
    return Optional.of(message)
        .filter(ref -> ref.groupId().equals(groupId))
        .flatMap(store.actingAs(me.userId())::findMessage)
        .stream()
        .flatMap(found -> found.content().attachments().stream())
        .filter(file -> file.location().equals(attachmentId.toString()))
        .findFirst();
  }

  private static MediaType type(Attachment file) {
    MediaType type = MediaType.parseMediaType(file.contentType());
    return type.getType().equals("text") ? new MediaType(type, StandardCharsets.UTF_8) : type;
  }

  private static ContentDisposition disposition(Attachment file) {
    boolean image = file.contentType().startsWith("image/");
    return (image ? ContentDisposition.inline() : ContentDisposition.attachment())
        .filename(file.name(), StandardCharsets.UTF_8)
        .build();
  }

  private static ProblemException notThere() {
    return ProblemException.notFound("There is no such file");
  }

  record Uploaded(
      String id,
      String name,
      String type,
      long size,
      @Nullable Integer width,
      @Nullable Integer height) {
    static Uploaded of(StoredFile file) {
      return new Uploaded(
          file.id().toString(), file.name(), file.type(), file.size(), file.width(), file.height());
    }
  }
}
