package io.github.ddbmessaging.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.examples.Main;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The tool as a user starts it, in a JVM of its own. */
final class ToolProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final Path errors;

  private ToolProcess(Process process, Path errors) {
    this.process = process;
    this.out = process.inputReader(UTF_8);
    this.errors = errors;
  }

  /** Starts it with options for the JVM and arguments for the tool. */
  static ToolProcess start(List<String> jvmOptions, String... args) throws IOException {
    return start(Map.of(), Redirect.PIPE, jvmOptions, args);
  }

  private static ToolProcess start(
      Map<String, String> environment, Redirect out, List<String> jvmOptions, String... args)
      throws IOException {
    Path errors = Files.createTempFile("ddb-errors", ".txt");
    errors.toFile().deleteOnExit();
    List<String> command = new ArrayList<>();
    if (System.getProperty("os.name").equals("Linux")) {
      // A build in the background ignores interrupts, and what it starts would as well.
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Duser.language=tr",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    builder.environment().put("HOME", System.getProperty("java.io.tmpdir"));
    builder.environment().putAll(environment);
    return new ToolProcess(
        builder
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out)
            .redirectError(errors.toFile())
            .start(),
        errors);
  }

  /** Runs it to its end. */
  static Outcome run(List<String> jvmOptions, String... args)
      throws IOException, InterruptedException {
    try (ToolProcess tool = start(jvmOptions, args)) {
      return tool.awaitEnd();
    }
  }

  /** Runs it to its end on a device that takes nothing. */
  static Outcome runOnFullDevice(List<String> jvmOptions, String... args)
      throws IOException, InterruptedException {
    Redirect full = Redirect.to(new File("/dev/full"));
    try (ToolProcess tool = start(Map.of(), full, jvmOptions, args)) {
      return tool.awaitEnd();
    }
  }

  /** Runs it to its end with variables of the environment. */
  static Outcome runWith(Map<String, String> environment, List<String> jvmOptions, String... args)
      throws IOException, InterruptedException {
    try (ToolProcess tool = start(environment, Redirect.PIPE, jvmOptions, args)) {
      return tool.awaitEnd();
    }
  }

  /** Waits for a line on standard output. */
  String readLine() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new AssertionError("It ended: " + Files.readString(errors));
    }
    return line;
  }

  /** Does what Ctrl-C does. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  Outcome awaitEnd() throws IOException, InterruptedException {
    List<String> lines = out.lines().toList();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      throw new AssertionError("It does not end");
    }
    return new Outcome(process.exitValue(), lines, Files.readAllLines(errors));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
