package io.github.ddbmessaging.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
  @TempDir private Path repository;

  @BeforeEach
  void repositoryOfEmptyFiles() throws IOException {
    for (String file :
        new String[] {
          "README.md",
          "CHANGELOG.md",
          "CONTRIBUTING.md",
          "SECURITY.md",
          "LICENSE",
          "docs/page.md",
          "docs/sub/README.md",
          "docs/picture.svg",
          "site/src/site/site.xml",
          "ddb-x/src/main/java/a/Seen.java",
          "ddb-x/src/main/java/a/internal/Hidden.java"
        }) {
      Files.createDirectories(repository.resolve(file).getParent());
      Files.createFile(repository.resolve(file));
    }
  }

  @Test
  void link_toAPage_isKept() throws IOException {
    assertThat(
            page(
                "[a](../README.md#x) [b](sub/README.md) [c](#d) [e](https://f.example/#g)", "none"))
        .isEqualTo("[a](../index.md#x) [b](sub/index.md) [c](#d) [e](https://f.example/#g)");
  }

  @Test
  void link_toAPublicClass_leadsToItsJavadoc() throws IOException {
    assertThat(page("## [Seen](../ddb-x/src/main/java/a/Seen.java)", "none"))
        .isEqualTo("## <a id=\"seen\"></a>[Seen](../apidocs/a/Seen.html)");
  }

  @Test
  void link_toAnotherFile_leadsToTheRepository() throws IOException {
    assertThat(
            page("[`H`](../ddb-x/src/main/java/a/internal/Hidden.java)", "https://host.example/b"))
        .isEqualTo("[`H`](https://host.example/b/ddb-x/src/main/java/a/internal/Hidden.java)");
  }

  @Test
  void link_toAnotherFileWithoutARepository_isText() throws IOException {
    assertThat(page("See\n[`H`\nhere](../ddb-x/src/main/java/a/internal/Hidden.java).", "none"))
        .isEqualTo("See\n`H`\nhere.");
  }

  @Test
  void link_toNoFile_isRefused() {
    assertThatThrownBy(() -> page("[a](../gone.md)", "none"))
        .hasMessage("docs/page.md links to ../gone.md");
  }

  @Test
  void title_isFollowedByALinkToTheMenu() throws IOException {
    assertThat(page("# A\n\nb\n\n# C", "none"))
        .isEqualTo("# A\n\n<a class=\"to-menu\" href=\"#leftColumn\">All pages</a>\n\nb\n\n# C");
  }

  @Test
  void code_inFences_isKept() throws IOException {
    String code = "```\n## no heading\n[a](../gone.md)\n```";
    assertThat(page(code + "\n\n## A `b`: c's_d\n", "none"))
        .isEqualTo(code + "\n\n## <a id=\"a-b-cs_d\"></a>A `b`: c's_d\n");
  }

  private String page(String markdown, String repositoryUrl) throws IOException {
    Files.writeString(repository.resolve("docs/page.md"), markdown);
    Path pages = repository.resolve("pages");
    Pages.main(new String[] {repository.toString(), pages.toString(), repositoryUrl});
    assertThat(pages.resolve("site.xml")).exists();
    assertThat(pages.resolve("resources/docs/picture.svg")).exists();
    return Files.readString(pages.resolve("markdown/docs/page.md"));
  }
}
