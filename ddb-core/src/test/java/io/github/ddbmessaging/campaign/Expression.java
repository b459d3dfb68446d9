package io.github.ddbmessaging.campaign;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The part of DynamoDB's expressions that the library uses, evaluated on one item. Anything else is
 * an error of the test, not of the library.
 */
final class Expression {
  private static final Pattern TOKEN = Pattern.compile("\\s*([#:]?\\w+|<>|<=|>=|[=<>(),+-])");

  private final String text;
  private final Map<String, String> names;
  private final Map<String, AttributeValue> values;
  private final Map<String, AttributeValue> item;
  private final List<String> tokens = new ArrayList<>();
  private int next;

  private Expression(
      String text,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      Map<String, AttributeValue> item) {
    this.text = text;
    this.names = names;
    this.values = values;
    this.item = item;
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.find(end) && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (!text.substring(end).isBlank()) {
      throw unsupported();
    }
  }

  /** Whether a condition holds for an item; an absent item has no attributes. */
  static boolean holds(
      @Nullable String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      Map<String, AttributeValue> item) {
    if (condition == null) {
      return true;
    }
    Expression expression = new Expression(condition, names, values, item);
    boolean holds = expression.or();
    expression.end();
    return holds;
  }

  /** The item after an update. */
  static Map<String, AttributeValue> updated(
      String update,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      Map<String, AttributeValue> item) {
    return new Expression(update, names, values, item).update();
  }

  private Map<String, AttributeValue> update() {
    Map<String, AttributeValue> result = new HashMap<>(item);
    while (next < tokens.size()) {
      boolean sets = take("SET");
      if (!sets && !take("REMOVE")) {
        throw unsupported();
      }
      do {
        String attribute = name();
        if (sets) {
          expect("=");
          result.put(attribute, sum());
        } else {
          result.remove(attribute);
        }
      } while (take(","));
    }
    return result;
  }

  private AttributeValue sum() {
    AttributeValue left = present(operand());
    if (take("+")) {
      return number(decimal(left).add(decimal(present(operand()))));
    }
    return take("-") ? number(decimal(left).subtract(decimal(present(operand())))) : left;
  }

  private boolean or() {
    boolean holds = and();
    while (take("OR")) {
      holds |= and();
    }
    return holds;
  }

  private boolean and() {
    boolean holds = not();
    while (take("AND")) {
      holds &= not();
    }
    return holds;
  }

  private boolean not() {
    return take("NOT") ? !not() : comparison();
  }

  private boolean comparison() {
    if (take("(")) {
      boolean holds = or();
      expect(")");
      return holds;
    }
    if (take("attribute_not_exists")) {
      return argument() == null;
    }
    if (take("attribute_exists")) {
      return argument() != null;
    }
    AttributeValue left = operand();
    String operator = token();
    AttributeValue right = operand();
    if (operator.equals("<>")) {
      return left == null || !left.equals(right);
    }
    if (left == null || right == null || left.type() != right.type()) {
      return false;
    }
    if (operator.equals("=")) {
      return left.equals(right);
    }
    int order =
        left.n() == null ? left.s().compareTo(right.s()) : decimal(left).compareTo(decimal(right));
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> throw unsupported();
    };
  }

  private @Nullable AttributeValue argument() {
    expect("(");
    AttributeValue value = operand();
    expect(")");
    return value;
  }

  private @Nullable AttributeValue operand() {
    if (next < tokens.size() && tokens.get(next).startsWith(":")) {
      AttributeValue value = values.get(token());
      if (value == null) {
        throw unsupported();
      }
      return value;
    }
    return item.get(name());
  }

  private String name() {
    String token = token();
    String name = token.startsWith("#") ? names.get(token) : null;
    if (name == null) {
      throw unsupported();
    }
    return name;
  }

  private AttributeValue present(@Nullable AttributeValue value) {
    if (value == null) {
      throw unsupported();
    }
    return value;
  }

  private static BigDecimal decimal(AttributeValue value) {
    return new BigDecimal(value.n());
  }

  private static AttributeValue number(BigDecimal value) {
    return AttributeValue.fromN(value.toPlainString());
  }

  private String token() {
    if (next == tokens.size()) {
      throw unsupported();
    }
    return tokens.get(next++);
  }

  private boolean take(String token) {
    boolean there = next < tokens.size() && tokens.get(next).equals(token);
    next += there ? 1 : 0;
    return there;
  }

  private void expect(String token) {
    if (!take(token)) {
      throw unsupported();
    }
  }

  private void end() {
    if (next < tokens.size()) {
      throw unsupported();
    }
  }

  private AssertionError unsupported() {
    return new AssertionError("Teach the table in memory this expression: " + text);
  }
}
