package io.github.ddbmessaging.property;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.internal.text.Utf8;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Strings as DynamoDB measures and orders them. */
class Utf8PropertyTest extends Inputs {

  @Provide
  Arbitrary<String> texts() {
    return texts(0, 20);
  }

  @Provide
  Arbitrary<String> strings() {
    return anything(5);
  }

  @Property
  void length_ofAnyText_isThatOfItsBytes(@ForAll("texts") String text) {
    assertThat(Utf8.length(text)).isEqualTo(bytes(text));
    assertThat(text.codePoints().map(Utf8::length).sum()).isEqualTo(bytes(text));
  }

  @Property
  void isWellFormed_ofAnyString_tellsWhetherItComesBackFromItsBytes(
      @ForAll("strings") String text) {
    String back = new String(text.getBytes(UTF_8), UTF_8);

    assertThat(Utf8.isWellFormed(text)).isEqualTo(back.equals(text));
  }

  /** The bytes of UTF-8 sort as code points do, which is another way to compare. */
  @Property
  void compare_ofAnyTwoTexts_ordersByCodePoints(
      @ForAll("texts") String one, @ForAll("texts") String other) {
    int expected = Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());

    assertThat(Integer.signum(Utf8.compare(one, other))).isEqualTo(Integer.signum(expected));
  }
}
