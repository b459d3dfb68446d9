package io.github.ddbmessaging.examples.chat.page;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FetchOptions;
import java.util.Map;
import java.util.stream.Collectors;

/** Lets a page's request reach the service, and keeps the answer from the page. */
final class Answers {
  private Answers() {}

  static APIResponse fetch(Route route) {
    return route.fetch(new FetchOptions().setHeaders(headers(route)));
  }

  /** The driver writes them small by the JVM's language, which has another i. */
  private static Map<String, String> headers(Route route) {
    return route.request().headers().entrySet().stream()
        .collect(
            Collectors.toMap(header -> header.getKey().replace('ı', 'i'), Map.Entry::getValue));
  }
}
