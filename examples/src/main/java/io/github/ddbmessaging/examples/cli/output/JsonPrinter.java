package io.github.ddbmessaging.examples.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Prints a JSON object on a line for each thing, failures as well. */
public final class JsonPrinter implements Printer {
  private static final JsonFactory JSON = new JsonFactory();

  /** What JSON need not escape, but a terminal would obey. Stands in strings only. */
  private static final Pattern STEERS_TERMINALS =
      Pattern.compile("[\\x7F-\\x9F\\u2028-\\u202E\\u2066-\\u2069]");

  private final PrintStream out;
  private final PrintStream err;

  /**
   * Creates the printer.
   *
   * @param out where results go
   * @param err where everything else goes
   */
  public JsonPrinter(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public void print(Entry entry) {
    out.println(json(entry.fields()));
  }

  @Override
  public void printTable(List<Map<String, AttributeValue>> items) {
    items.forEach(item -> out.println(json(PlainItem.of(item))));
  }

  @Override
  public void tell(Entry entry) {
    err.println(json(entry.fields()));
  }

  @Override
  public void hint(String text) {}

  @Override
  public void remark(String text) {}

  @Override
  public boolean isAbandoned() {
    return out.checkError();
  }

  private static String json(Map<String, ? extends @Nullable Object> fields) {
    StringWriter json = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(json)) {
      write(fields, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return STEERS_TERMINALS
        .matcher(json.toString())
        .replaceAll(
            found -> String.format(Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)));
  }

  private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(entry.getValue(), json);
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(element, json);
      }
      json.writeEndArray();
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value.toString());
    }
  }
}
