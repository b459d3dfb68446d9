package io.github.ddbmessaging.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Copies the repository's Markdown for the site. Each page keeps its place, so that links between
 * pages hold. Links to what is no page are led to the Javadoc, to the repository, or left out.
 */
public final class Pages {
  private static final List<String> AT_THE_ROOT =
      List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md");

  /** Everything but code that is set off by fences, and each such piece of code. */
  private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```$");

  private static final Pattern LINK =
      Pattern.compile("\\[((?:[^\\[\\]]|\\[[^\\[\\]]*\\])*)\\]\\(([^)\\s]+)\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("https?:.*|mailto:.*|#.*");
  private static final Pattern HEADING = Pattern.compile("(?m)^(##+) (.+)$");
  private static final Pattern TITLE = Pattern.compile("\\A# .+$", Pattern.MULTILINE);

  /** Where the menu stands on a phone: below the page. */
  private static final String TO_THE_MENU =
      "<a class=\"to-menu\" href=\"#leftColumn\">All pages</a>";

  private static final Pattern PUBLIC_CLASS =
      Pattern.compile("ddb-[a-z-]+/src/main/java/((?!.*/internal/).+)\\.java");

  private final Path repository;
  private final Path target;
  private final String repositoryUrl;

  private Pages(Path repository, Path target, String repositoryUrl) {
    this.repository = repository;
    this.target = target;
    this.repositoryUrl = repositoryUrl;
  }

  /**
   * Writes the pages.
   *
   * @param args the root of the repository; the folder for the pages; where the repository's files
   *     can be seen, such as {@code https://host/name/blob/main}, or {@code none}: then files are
   *     named but not linked
   * @throws IOException if a file can't be read or written
   */
  public static void main(String[] args) throws IOException {
    new Pages(Path.of(args[0]).toRealPath(), Path.of(args[1]), args[2]).write();
  }

  private void write() throws IOException {
    for (String page : AT_THE_ROOT) {
      write(repository.resolve(page));
    }
    for (Path file : files(repository.resolve("docs"))) {
      if (file.toString().endsWith(".md")) {
        write(file);
      } else {
        copy(file, target.resolve("resources").resolve(repository.relativize(file)));
      }
    }
    copy(repository.resolve("LICENSE"), target.resolve("resources/LICENSE.txt"));
    Path own = repository.resolve("site/src/site");
    for (Path file : files(own)) {
      copy(file, target.resolve(own.relativize(file)));
    }
  }

  private void write(Path page) throws IOException {
    String markdown = Files.readString(page);
    StringBuilder written = new StringBuilder();
    Matcher code = CODE.matcher(markdown);
    int end = 0;
    while (code.find()) {
      written.append(prose(page, markdown.substring(end, code.start()))).append(code.group());
      end = code.end();
    }
    written.append(prose(page, markdown.substring(end)));

    Path place = target.resolve("markdown").resolve(repository.relativize(page));
    Path renamed = place.resolveSibling(renamed(place.getFileName().toString()));
    Files.createDirectories(renamed.getParent());
    Files.writeString(renamed, written);
  }

  private String prose(Path page, String markdown) {
    String linked =
        LINK.matcher(markdown)
            .replaceAll(link -> Matcher.quoteReplacement(link(page, link.group(1), link.group(2))));
    return HEADING
        .matcher(TITLE.matcher(linked).replaceFirst("$0\n\n" + TO_THE_MENU))
        .replaceAll(
            heading ->
                Matcher.quoteReplacement(
                    "%s <a id=\"%s\"></a>%s"
                        .formatted(heading.group(1), anchor(heading.group(2)), heading.group(2))));
  }

  private String link(Path page, String text, String to) {
    if (ELSEWHERE.matcher(to).matches()) {
      return "[%s](%s)".formatted(text, to);
    }
    Path file = page.resolveSibling(to.replaceFirst("#.*", "")).normalize();
    if (!Files.exists(file)) {
      throw new IllegalStateException(repository.relativize(page) + " links to " + to);
    }
    String path = repository.relativize(file).toString().replace('\\', '/');
    if (path.startsWith("docs/") || AT_THE_ROOT.contains(path)) {
      return "[%s](%s)".formatted(text, renamed(to));
    }
    if (path.equals("LICENSE")) {
      return "[%s](%s.txt)".formatted(text, to);
    }
    Matcher publicClass = PUBLIC_CLASS.matcher(path);
    if (publicClass.matches()) {
      String up = to.substring(0, to.length() - path.length());
      return "[%s](%sapidocs/%s.html)".formatted(text, up, publicClass.group(1));
    }
    return repositoryUrl.equals("none") ? text : "[%s](%s/%s)".formatted(text, repositoryUrl, path);
  }

  private static String renamed(String to) {
    return to.replaceFirst("(^|/)README\\.md", "$1index.md");
  }

  /** The anchor that GitHub gives a heading. */
  static String anchor(String heading) {
    return LINK.matcher(heading)
        .replaceAll("$1")
        .codePoints()
        .filter(c -> Character.isLetterOrDigit(c) || c == ' ' || c == '-' || c == '_')
        .map(c -> c == ' ' ? '-' : Character.toLowerCase(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }
}
