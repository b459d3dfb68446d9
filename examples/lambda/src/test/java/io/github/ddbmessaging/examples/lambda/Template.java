package io.github.ddbmessaging.examples.lambda;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The SAM template, parsed. Calls of CloudFormation's functions stand as what they are given. */
final class Template {
  private static final List<String> ROLE = List.of("Resources", "ProjectorRole", "Properties");

  private final Map<String, Object> root;

  private Template(Map<String, Object> root) {
    this.root = root;
  }

  /** Reads the file in the module's directory. */
  static Template read() {
    try (Reader yaml = Files.newBufferedReader(Path.of("template.yaml"))) {
      return new Template(new Yaml(new Parser()).load(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands at a path of keys. */
  Object at(List<String> path, String... further) {
    Object node = root;
    for (String key : Stream.concat(path.stream(), Stream.of(further)).toList()) {
      node = requireNonNull(((Map<?, ?>) node).get(key), key);
    }
    return node;
  }

  /** The actions that a policy of the function's role allows. */
  List<?> actionsOf(String policyName) {
    for (Object policy : (List<?>) at(ROLE, "Policies")) {
      Map<?, ?> named = (Map<?, ?>) policy;
      if (policyName.equals(named.get("PolicyName"))) {
        Map<?, ?> document = (Map<?, ?>) requireNonNull(named.get("PolicyDocument"));
        List<?> statements = (List<?>) requireNonNull(document.get("Statement"));
        return (List<?>) requireNonNull(((Map<?, ?>) statements.get(0)).get("Action"));
      }
    }
    throw new AssertionError("There is no policy " + policyName);
  }

  private static final class Parser extends SafeConstructor {
    Parser() {
      super(new LoaderOptions());
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              return node instanceof ScalarNode scalar
                  ? scalar.getValue()
                  : constructSequence((SequenceNode) node);
            }
          });
    }
  }
}
