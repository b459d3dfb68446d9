package io.github.ddbmessaging.examples.chat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** A form with a file, as browsers send it. */
public final class Multipart {
  private static final String BOUNDARY = "----the-end-of-a-part";

  private Multipart() {}

  /** A request that uploads a file. */
  public static HttpRequest.Builder upload(
      Browser browser, String groupId, String fileName, byte[] content) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    write(body, "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"groupId\"\r\n\r\n");
    write(body, groupId + "\r\n--" + BOUNDARY + "\r\n");
    write(body, "Content-Disposition: form-data; name=\"file\"; filename=\"" + fileName + "\"\r\n");
    write(body, "Content-Type: text/html\r\n\r\n");
    body.writeBytes(content);
    write(body, "\r\n--" + BOUNDARY + "--\r\n");
    return browser
        .request("POST", "/api/attachments", BodyPublishers.ofByteArray(body.toByteArray()))
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
  }

  private static void write(ByteArrayOutputStream body, String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
