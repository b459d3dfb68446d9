package io.github.ddbmessaging.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.configurationmetadata.ConfigurationMetadataProperty;
import org.springframework.boot.configurationmetadata.ConfigurationMetadataRepositoryJsonBuilder;

/** That docs/spring-boot.md and what editors show of the properties tell what there is. */
class SpringBootPageTest {
  private static final String PREFIX = "ddb.messaging.";
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PROPERTY =
      Pattern.compile("(?m)^\\| `([a-z.-]+)` \\| (?:`([^`]+)`)? ?\\| .+\\|$");
  private static final Path GUIDE = Path.of("src/test/java/io/github/ddbmessaging/spring/guide");

  private final String page;

  SpringBootPageTest() throws IOException {
    page = Files.readString(Path.of("../docs/spring-boot.md"));
  }

  @Test
  void properties_ofThePage_areThoseOfTheMetadataWithTheirDefaults() throws IOException {
    Map<String, String> listed = new TreeMap<>();
    for (MatchResult row : PROPERTY.matcher(page).results().toList()) {
      listed.put(PREFIX + row.group(1), row.group(2) == null ? "" : row.group(2));
    }
    Map<String, String> known = new TreeMap<>();
    for (ConfigurationMetadataProperty property : metadata()) {
      if (property.getId().startsWith(PREFIX)) {
        Object value = property.getDefaultValue();
        known.put(property.getId(), value == null ? "" : value.toString());
      }
    }

    assertThat(listed).isEqualTo(known);
  }

  @Test
  void properties_ofTheMetadata_areDescribedInASentence() throws IOException {
    assertThat(metadata())
        .hasSizeGreaterThan(15)
        .allSatisfy(
            property ->
                assertThat(property.getDescription()).as(property.getId()).matches("[A-Z].+\\."));
  }

  @Test
  void codeBlocks_ofThePage_standInCompiledCode() throws IOException {
    StringBuilder code = new StringBuilder();
    try (Stream<Path> files = Files.list(GUIDE)) {
      for (Path file : files.toList()) {
        code.append(squeezed(Files.readString(file)));
      }
    }

    assertThat(BLOCK.matcher(page).results().map(block -> squeezed(block.group(1))))
        .hasSize(3)
        .allSatisfy(block -> assertThat(code).contains(block));
  }

  private static Collection<ConfigurationMetadataProperty> metadata() throws IOException {
    try (InputStream json =
        DdbMessagingProperties.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      return ConfigurationMetadataRepositoryJsonBuilder.create(json)
          .build()
          .getAllProperties()
          .values();
    }
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }
}
