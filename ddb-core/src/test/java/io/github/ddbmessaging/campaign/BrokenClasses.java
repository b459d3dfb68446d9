package io.github.ddbmessaging.campaign;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Loads the library and the campaign once more, with the class of a broken copy in its place. */
final class BrokenClasses extends URLClassLoader {
  private static final String ROOT = "io.github.ddbmessaging.";

  private BrokenClasses(List<Path> path) {
    super(path.stream().map(BrokenClasses::url).toArray(URL[]::new), loader());
  }

  /**
   * Compiles a broken copy.
   *
   * @param copy what to break
   * @param sources the folder of the library's sources
   * @param into an empty folder for the class files
   */
  static BrokenClasses of(BrokenCopy copy, Path sources, Path into) throws IOException {
    String type = ROOT + copy.type();
    String source = Files.readString(sources.resolve(type.replace('.', '/') + ".java"));
    int at = source.indexOf(copy.right());
    if (at < 0 || source.indexOf(copy.right(), at + 1) >= 0) {
      throw new IllegalStateException(
          "'" + copy.right() + "' must stand in " + type + " exactly once; adapt the broken copy");
    }
    compile(type, source.replace(copy.right(), copy.wrong()), into);
    return new BrokenClasses(
        List.of(into, folderOf(ROOT + "table.Keys"), folderOf(ROOT + "campaign.Probe")));
  }

  private static void compile(String type, String source, Path into) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of("-proc:none", "-nowarn", "-d", into.toString(), "-cp", classPath());
    if (!compiler
        .getTask(messages, null, null, options, null, List.of(new Source(type, source)))
        .call()) {
      throw new IllegalStateException(messages.toString());
    }
  }

  /** Whether the tests run from the class path itself or from a jar that names it. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static Path folderOf(String type) {
    try {
      return Path.of(
          loader().loadClass(type).getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ReflectiveOperationException | java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ClassLoader loader() {
    return BrokenClasses.class.getClassLoader();
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The library and its tests come from here, all else from where it always does. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null && name.startsWith(ROOT)) {
        try {
          loaded = findClass(name);
        } catch (ClassNotFoundException e) {
          loaded = null;
        }
      }
      return loaded == null ? super.loadClass(name, resolve) : loaded;
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String type, String text) {
      super(
          URI.create("memory:///" + type.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
