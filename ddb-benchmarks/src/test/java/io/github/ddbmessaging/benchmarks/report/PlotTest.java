package io.github.ddbmessaging.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PlotTest {
  @Test
  void svg_isWellFormed_whateverTheNames() throws Exception {
    String svg = new Plot("a < b", "x & y").yAxis("z").point("<line>", 1, 2).svg();

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertThat(document.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("a < b");
  }

  @Test
  void svg_onLinearAxes_beginsAtZero() {
    String svg = new Plot("title", "x").point("line", 10, 100).point("line", 5, 50).svg();

    // The plot is 440 wide from 70 on and 310 high down to 360.
    assertThat(svg).contains("points=\"510.0,50.0 290.0,205.0\"");
  }

  @Test
  void svg_onLogarithmicAxes_drawsProportionAsAStraightLine() {
    String svg =
        new Plot("title", "x")
            .logarithmic()
            .point("line", 1, 1)
            .point("line", 10, 10)
            .point("line", 100, 100)
            .svg();

    assertThat(svg).contains("points=\"70.0,360.0 290.0,205.0 510.0,50.0\"");
  }
}
