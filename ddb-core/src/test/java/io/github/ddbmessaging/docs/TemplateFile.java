package io.github.ddbmessaging.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The CloudFormation template beside the example for Lambda, line by line. */
record TemplateFile(List<String> lines) {

  static TemplateFile read() {
    try {
      return new TemplateFile(
          Files.readAllLines(Path.of("../examples/lambda/table.yaml")).stream()
              .map(String::strip)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The actions that a statement allows. */
  List<String> actions(String statement) {
    return lines.stream()
        .dropWhile(line -> !line.equals("- Sid: " + statement))
        .dropWhile(line -> !line.equals("Action:"))
        .skip(1)
        .takeWhile(line -> line.startsWith("- "))
        .map(line -> line.substring(2))
        .toList();
  }
}
