package io.github.ddbmessaging.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** Every link of the site that the build has made: pages and Javadoc. */
class SiteTest {
  private static final Path SITE = Path.of("target/site").toAbsolutePath();
  private static final Path JAVADOC = SITE.resolve("apidocs");

  private final Map<Path, Document> documents = new HashMap<>();
  private final Map<Path, Set<String>> anchors = new HashMap<>();

  @Test
  void links_ofEveryPage_leadSomewhere() throws IOException {
    // given
    Set<String> broken = new TreeSet<>();

    // when
    for (Path page : pages()) {
      for (String link : links(page)) {
        String wrong = wrong(page, link);
        if (!wrong.isEmpty()) {
          broken.add(SITE.relativize(page) + " to " + link + ": " + wrong);
        }
      }
    }

    // then
    assertThat(broken).isEmpty();
  }

  @Test
  void page_fromTheFirst_isReachedByLinks() throws IOException {
    // given
    Set<Path> reached = new LinkedHashSet<>();
    List<Path> next = List.of(SITE.resolve("index.html"));

    // when
    while (!next.isEmpty()) {
      reached.addAll(next);
      next =
          next.stream()
              .flatMap(
                  page ->
                      links(page).stream()
                          .filter(link -> !link.startsWith("http"))
                          .map(link -> page.resolveSibling(path(link))))
              .map(Path::normalize)
              .filter(file -> file.toString().endsWith(".html") && !file.startsWith(JAVADOC))
              .filter(file -> !reached.contains(file))
              .distinct()
              .toList();
    }

    // then
    assertThat(reached)
        .containsAll(pages().stream().filter(page -> !page.startsWith(JAVADOC)).toList());
  }

  @Test
  void page_whenShown_fetchesNothingFromElsewhere() throws IOException {
    for (Path page : pages()) {
      assertThat(document(page).select("script[src], img[src], link[href], iframe[src]"))
          .extracting(element -> element.attr("src") + element.attr("href"))
          .noneMatch(address -> address.contains("//"));
    }
  }

  /** What is wrong with a link, or nothing. */
  private String wrong(Path page, String link) {
    if (link.startsWith("http:")) {
      return "not over TLS";
    }
    if (link.startsWith("https:")) {
      return URI.create(link).getHost() == null ? "no host" : "";
    }
    Path file = path(link).isEmpty() ? page : page.resolveSibling(path(link)).normalize();
    if (!file.startsWith(SITE) || !Files.isRegularFile(file)) {
      return "no such file";
    }
    String anchor = link.contains("#") ? decoded(link.substring(link.indexOf('#') + 1)) : "";
    return anchor.isEmpty() || anchors(file).contains(anchor) ? "" : "no such anchor";
  }

  private Set<String> links(Path page) {
    Set<String> links = new LinkedHashSet<>();
    document(page).select("[href]").forEach(element -> links.add(element.attr("href")));
    document(page).select("[src]").forEach(element -> links.add(element.attr("src")));
    links.removeIf(link -> link.startsWith("javascript:"));
    if (page.equals(JAVADOC.resolve("constant-values.html"))) {
      // The table of contents of this page is broken by the tool of JDK 17 itself.
      links.removeIf(link -> link.startsWith("#"));
    }
    return links;
  }

  private Set<String> anchors(Path page) {
    return anchors.computeIfAbsent(
        page, file -> new LinkedHashSet<>(document(file).select("[id]").eachAttr("id")));
  }

  private Document document(Path page) {
    return documents.computeIfAbsent(
        page,
        file -> {
          try {
            return Jsoup.parse(file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static String path(String link) {
    return decoded(link.replaceFirst("#.*", ""));
  }

  private static String decoded(String part) {
    return URI.create("x:/" + part).getPath().substring(1);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(SITE)) {
      List<Path> pages = files.filter(file -> file.toString().endsWith(".html")).toList();
      assertThat(pages).contains(SITE.resolve("index.html"), JAVADOC.resolve("index.html"));
      return pages;
    }
  }
}
