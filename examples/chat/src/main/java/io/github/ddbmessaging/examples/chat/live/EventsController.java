package io.github.ddbmessaging.examples.chat.live;

import io.github.ddbmessaging.examples.chat.session.SignedIn;
import io.github.ddbmessaging.examples.chat.web.Problem;
import io.github.ddbmessaging.examples.chat.web.ProblemException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The event stream of a page. It ends when the token does: then the page has to sign in anew. */
@RestController
class EventsController {
  private static final Duration LATER = Duration.ofSeconds(10);

  private final OpenPages pages;

  EventsController(OpenPages pages) {
    this.pages = pages;
  }

  @GetMapping("/api/events")
  void open(
      SignedIn me,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (!pages.hasRoom(me.getName())) {
      throw tooMany();
    }
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    // For nginx, which would collect events.
    response.setHeader("X-Accel-Buffering", "no");
    AsyncContext context = request.startAsync();
    context.setTimeout(Math.max(1, Duration.between(Instant.now(), me.expiresAt()).toMillis()));
    Page page = new Page(me.getName(), context, response.getOutputStream());
    context.addListener(new Removal(page));
    if (pages.add(page, lastEventId)) {
      page.start();
    } else {
      // Ends: the browser comes back in a moment.
      page.close();
    }
  }

  private static ProblemException tooMany() {
    return new ProblemException(
        Problem.coded(HttpStatus.TOO_MANY_REQUESTS, "pages", "Too many pages are open")
            .after(LATER));
  }

  /** Takes a page off the list, however it ended. */
  private final class Removal implements AsyncListener {
    private final Page page;

    Removal(Page page) {
      this.page = page;
    }

    @Override
    public void onComplete(AsyncEvent event) {
      page.markClosed();
      pages.remove(page);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      page.close();
    }

    @Override
    public void onError(AsyncEvent event) {
      page.close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // The same page, and nothing new.
    }
  }
}
