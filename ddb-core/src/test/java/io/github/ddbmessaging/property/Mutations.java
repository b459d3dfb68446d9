package io.github.ddbmessaging.property;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.table.Attributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Makes bad inputs from good ones, as damage, other programs and attackers do. */
final class Mutations {
  private static final Set<String> KEY = Set.of(Attributes.PK, Attributes.SK);

  /** What exceptions may name. */
  private static final Set<String> IDS =
      Set.of(
          Attributes.PK,
          Attributes.SK,
          Attributes.GROUP_ID,
          Attributes.USER_ID,
          Attributes.MESSAGE_ID);

  private static final List<String> TELLING =
      List.of(
          "",
          "#",
          "HEAD",
          "MSG#",
          "GRP#",
          "IDEM#",
          "0",
          "9999-12-31T23:59:59.999999Z",
          "-1",
          "1e9",
          "\u0000",
          "\ud83d",
          "\uffff",
          "x".repeat(2_000));

  private final Random random;

  Mutations(Random random) {
    this.random = random;
  }

  /** A text with some bytes of its UTF-8 form changed, put in, left out or doubled. */
  String text(String good) {
    List<Byte> bytes = new ArrayList<>();
    for (byte b : good.getBytes(UTF_8)) {
      bytes.add(b);
    }
    for (int changes = random.nextInt(3); changes >= 0; changes--) {
      int index = random.nextInt(bytes.size() + 1);
      switch (random.nextInt(5)) {
        case 0 -> bytes.add(index, (byte) random.nextInt(256));
        case 1 -> bytes.addAll(index, List.copyOf(bytes.subList(index / 2, index)));
        case 2 -> bytes.subList(index, Math.min(bytes.size(), index + 1)).clear();
        case 3 -> bytes.subList(index, bytes.size()).clear();
        default -> {
          if (index < bytes.size()) {
            bytes.set(index, (byte) (bytes.get(index) ^ 1 << random.nextInt(8)));
          }
        }
      }
    }
    byte[] changed = new byte[bytes.size()];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = bytes.get(i);
    }
    return new String(changed, UTF_8);
  }

  /** An item with attributes changed, put in or left out, its key among them. */
  Map<String, AttributeValue> item(Map<String, AttributeValue> good) {
    return changed(good, 3);
  }

  /** The same, with the key that DynamoDB was asked for. */
  Map<String, AttributeValue> itemOfSameKey(Map<String, AttributeValue> good) {
    Map<String, AttributeValue> changed = changed(good, 3);
    KEY.forEach(name -> changed.put(name, good.get(name)));
    return changed;
  }

  /** An item of whatever attributes, many of them known ones. */
  Map<String, AttributeValue> anyItem(Set<String> names) {
    Map<String, AttributeValue> item = new HashMap<>();
    for (String name : names) {
      if (random.nextInt(4) > 0) {
        item.put(name, value(2));
      }
    }
    return item;
  }

  /** A value of any type; null too, as a map in memory may hold it. */
  AttributeValue value(int depth) {
    return switch (random.nextInt(depth > 0 ? 11 : 9)) {
      case 0 -> AttributeValue.fromS(anyText());
      case 1 -> AttributeValue.fromN(Long.toString(random.nextLong()));
      case 2 -> AttributeValue.fromN(pick(List.of("0", "-1", "1.5", "1E+30", "one", "")));
      case 3 -> AttributeValue.fromBool(random.nextBoolean());
      case 4 -> AttributeValue.fromNul(true);
      case 5 -> AttributeValue.fromSs(List.of(anyText()));
      case 6 -> AttributeValue.fromB(SdkBytes.fromUtf8String(anyText()));
      case 7 -> AttributeValue.builder().build();
      case 8 -> null;
      case 9 -> AttributeValue.fromL(values(depth - 1));
      default -> AttributeValue.fromM(Map.of(pick(TELLING), AttributeValue.fromS(anyText())));
    };
  }

  String anyText() {
    return random.nextBoolean() ? pick(TELLING) : text("2026-11-21T01:02:03.123456Z#m-1");
  }

  <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  private Map<String, AttributeValue> changed(Map<String, AttributeValue> good, int depth) {
    Map<String, AttributeValue> item = new HashMap<>(good);
    for (int changes = random.nextInt(2); changes >= 0; changes--) {
      List<String> names = item.keySet().stream().sorted().toList();
      String name = names.isEmpty() ? anyText() : pick(names);
      switch (random.nextInt(5)) {
        case 0 -> item.remove(name);
        case 1 -> item.put(anyText(), value(depth - 1));
        case 2 -> item.put(name, value(depth - 1));
        case 3 -> swap(item, name, names.isEmpty() ? name : pick(names));
        default -> item.put(name, changed(item.get(name), depth));
      }
    }
    return item;
  }

  private AttributeValue changed(AttributeValue good, int depth) {
    if (good == null || depth == 0) {
      return value(0);
    }
    if (good.s() != null) {
      return AttributeValue.fromS(text(good.s()));
    }
    if (good.n() != null) {
      return AttributeValue.fromN(text(good.n()));
    }
    if (good.hasM()) {
      return AttributeValue.fromM(changed(good.m(), depth - 1));
    }
    if (good.hasL()) {
      List<AttributeValue> list = new ArrayList<>(good.l());
      int index = random.nextInt(list.size() + 1);
      switch (random.nextInt(3)) {
        case 0 -> list.add(index, value(depth - 1));
        case 1 -> list.subList(0, index).clear();
        default -> list.replaceAll(element -> changed(element, depth - 1));
      }
      return AttributeValue.fromL(list);
    }
    return value(depth - 1);
  }

  /** Ids may go elsewhere, but content never comes where an id belongs. */
  private static void swap(Map<String, AttributeValue> item, String one, String other) {
    AttributeValue ofOne = item.get(one);
    AttributeValue ofOther = item.get(other);
    if (!IDS.contains(other)) {
      item.put(other, ofOne);
    }
    if (!IDS.contains(one)) {
      item.put(one, ofOther);
    }
  }

  private List<AttributeValue> values(int depth) {
    List<AttributeValue> values = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      values.add(value(depth));
    }
    return values;
  }
}
