package io.github.ddbmessaging.campaign;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The part of DynamoDB's expressions that the library uses, evaluated on one item. Anything else is
 * an error of the test, not of the library.
 */
final class Expression {
  private static final Pattern TOKEN = Pattern.compile("\\s*([#:]?\\w+|<>|[=<(),+])");

  private final String text;
  private final Map<String, String> names;
  private final Map<String, AttributeValue> values;
  private final Map<String, AttributeValue> item;
  private final Deque<String> tokens = new ArrayDeque<>();

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
    supported(text.substring(end).isBlank());
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
    expression.supported(expression.tokens.isEmpty());
    return holds;
  }

  /** The item after an update. */
  static Map<String, AttributeValue> updated(
      String update,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      Map<String, AttributeValue> item) {
    Expression expression = new Expression(update, names, values, item);
    Map<String, AttributeValue> result = new HashMap<>(item);
    if (expression.take("SET")) {
      do {
        String attribute = expression.name();
        expression.expect("=");
        result.put(attribute, expression.sum());
      } while (expression.take(","));
    }
    if (expression.take("REMOVE")) {
      do {
        result.remove(expression.name());
      } while (expression.take(","));
    }
    if (expression.take("ADD")) {
      String attribute = expression.name();
      result.put(attribute, expression.added(result.get(attribute), expression.operand()));
    }
    if (expression.take("DELETE")) {
      String attribute = expression.name();
      Set<String> left = texts(result.get(attribute));
      left.removeAll(texts(expression.operand()));
      if (left.isEmpty()) {
        result.remove(attribute);
      } else {
        result.put(attribute, AttributeValue.fromSs(List.copyOf(left)));
      }
    }
    expression.supported(expression.tokens.isEmpty());
    return result;
  }

  /** A number is added to, a set gets more. */
  private AttributeValue added(@Nullable AttributeValue to, @Nullable AttributeValue value) {
    if (value != null && value.n() != null) {
      BigDecimal before = to == null ? BigDecimal.ZERO : decimal(to);
      return AttributeValue.fromN(before.add(decimal(value)).toPlainString());
    }
    Set<String> all = texts(to);
    all.addAll(texts(value));
    return AttributeValue.fromSs(List.copyOf(all));
  }

  private static Set<String> texts(@Nullable AttributeValue set) {
    return set == null ? new TreeSet<>() : new TreeSet<>(set.ss());
  }

  private AttributeValue sum() {
    AttributeValue left = take("if_not_exists") ? inParentheses(this::firstThatExists) : operand();
    return take("+")
        ? AttributeValue.fromN(decimal(left).add(decimal(operand())).toPlainString())
        : left;
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
    if (take("attribute_not_exists")) {
      return inParentheses(() -> operand() == null);
    }
    if (take("attribute_exists")) {
      return inParentheses(() -> operand() != null);
    }
    if (take("contains")) {
      return inParentheses(this::contains);
    }
    if (take("attribute_type")) {
      return inParentheses(this::isOfType);
    }
    if (tokens.peek() != null && tokens.element().equals("(")) {
      return inParentheses(this::or);
    }
    AttributeValue left = take("size") ? inParentheses(this::size) : operand();
    boolean equal = take("=");
    if (!equal && take("<>")) {
      return !Objects.equals(left, operand());
    }
    supported(equal || take("<"));
    AttributeValue right = operand();
    if (left == null || right == null || left.type() != right.type()) {
      return false;
    }
    return equal ? left.equals(right) : isBelow(left, right);
  }

  private boolean isBelow(AttributeValue left, AttributeValue right) {
    return left.s() == null
        ? decimal(left).compareTo(decimal(right)) < 0
        : left.s().compareTo(right.s()) < 0;
  }

  private <T> T inParentheses(Supplier<T> inner) {
    expect("(");
    T value = inner.get();
    expect(")");
    return value;
  }

  private boolean contains() {
    Set<String> all = texts(operand());
    expect(",");
    AttributeValue one = operand();
    return one != null && all.contains(one.s());
  }

  private boolean isOfType() {
    AttributeValue value = operand();
    expect(",");
    AttributeValue type = operand();
    return value != null && type != null && value.type().name().equals(type.s());
  }

  private @Nullable AttributeValue firstThatExists() {
    AttributeValue first = operand();
    expect(",");
    AttributeValue second = operand();
    return first == null ? second : first;
  }

  private @Nullable AttributeValue size() {
    AttributeValue set = operand();
    return set == null ? null : AttributeValue.fromN(Integer.toString(set.ss().size()));
  }

  private @Nullable AttributeValue operand() {
    supported(!tokens.isEmpty());
    if (!tokens.element().startsWith(":")) {
      return item.get(name());
    }
    AttributeValue value = values.get(tokens.remove());
    supported(value != null);
    return value;
  }

  private String name() {
    String name = tokens.isEmpty() ? null : names.get(tokens.remove());
    supported(name != null);
    return name;
  }

  private BigDecimal decimal(@Nullable AttributeValue value) {
    supported(value != null && value.n() != null);
    return new BigDecimal(value.n());
  }

  private boolean take(String token) {
    boolean there = token.equals(tokens.peek());
    if (there) {
      tokens.remove();
    }
    return there;
  }

  private void expect(String token) {
    supported(take(token));
  }

  private void supported(boolean known) {
    if (!known) {
      throw new AssertionError("Teach the table in memory this expression: " + text);
    }
  }
}
