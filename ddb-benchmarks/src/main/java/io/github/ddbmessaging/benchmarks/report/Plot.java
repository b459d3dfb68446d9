package io.github.ddbmessaging.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A plot of lines as an SVG image that can be read on light and on dark pages. Every line has a
 * colour and a mark of its own, so that it can be told apart without colours.
 */
public final class Plot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 420;
  private static final int LEFT = 70;
  private static final int RIGHT = 250;
  private static final int TOP = 50;
  private static final int BOTTOM = 60;
  private static final int LEGEND_STEP = 22;
  private static final int MARKS = 4;
  private static final int TICKS = 5;
  private static final List<String> COLOURS =
      List.of(
          "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d31", "#7f7f7f");
  private static final String STYLE =
      """
      <style>
        text { font: 13px sans-serif; fill: #24292f; }
        .title { font-size: 16px; font-weight: bold; }
        .axis { stroke: #57606a; fill: none; }
        .grid { stroke: #d0d7de; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3; }
          .axis { stroke: #8d96a0; }
          .grid { stroke: #30363d; }
        }
      </style>
      """;

  private final String title;
  private final String xName;
  private final Map<String, List<double[]>> lines = new LinkedHashMap<>();
  private String yName = "";
  private boolean logX;
  private boolean logY;

  /**
   * Begins a plot with linear axes.
   *
   * @param title what it shows
   * @param xName what the horizontal axis means
   */
  public Plot(String title, String xName) {
    this.title = title;
    this.xName = xName;
  }

  /**
   * Names the vertical axis.
   *
   * @param name what it means
   * @return this plot
   */
  public Plot yAxis(String name) {
    yName = name;
    return this;
  }

  /**
   * Makes the horizontal axis logarithmic.
   *
   * @return this plot
   */
  public Plot logarithmicX() {
    logX = true;
    return this;
  }

  /**
   * Makes both axes logarithmic, so that proportion is a straight line.
   *
   * @return this plot
   */
  public Plot logarithmic() {
    logX = true;
    logY = true;
    return this;
  }

  /**
   * Adds a point.
   *
   * @param line the line that it belongs to
   * @param x where; above 0 on a logarithmic axis
   * @param y how much; above 0 on a logarithmic axis
   * @return this plot
   */
  public Plot point(String line, double x, double y) {
    lines.computeIfAbsent(line, name -> new ArrayList<>()).add(new double[] {x, y});
    return this;
  }

  /**
   * Draws the plot.
   *
   * @return an SVG document
   */
  public String svg() {
    Axis x = axis(0, logX, LEFT, WIDTH - RIGHT);
    Axis y = axis(1, logY, HEIGHT - BOTTOM, TOP);
    StringBuilder svg = new StringBuilder();
    svg.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">\n",
            WIDTH, HEIGHT));
    svg.append(format("<title>%s</title>\n", escape(title))).append(STYLE);
    svg.append(text(LEFT, 28, "start", "title", title));
    for (double tick : x.ticks()) {
      double at = x.at(tick);
      svg.append(line("grid", at, TOP, at, HEIGHT - BOTTOM));
      svg.append(text(at, HEIGHT - BOTTOM + 20, "middle", "", Numbers.of(tick)));
    }
    for (double tick : y.ticks()) {
      double at = y.at(tick);
      svg.append(line("grid", LEFT, at, WIDTH - RIGHT, at));
      svg.append(text(LEFT - 8, at + 4, "end", "", Numbers.of(tick)));
    }
    svg.append(line("axis", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM));
    svg.append(line("axis", LEFT, TOP, LEFT, HEIGHT - BOTTOM));
    svg.append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 16, "middle", "", xName));
    svg.append(text(LEFT, TOP - 6, "start", "", yName));
    int number = 0;
    for (Map.Entry<String, List<double[]>> entry : lines.entrySet()) {
      svg.append(drawn(entry.getValue(), number, x, y));
      int legend = TOP + 10 + LEGEND_STEP * number;
      svg.append(mark(number, WIDTH - RIGHT + 20.0, legend));
      svg.append(text(WIDTH - RIGHT + 32.0, legend + 4.0, "start", "", entry.getKey()));
      number++;
    }
    return svg.append("</svg>\n").toString();
  }

  private String drawn(List<double[]> points, int number, Axis x, Axis y) {
    StringBuilder path = new StringBuilder();
    StringBuilder marks = new StringBuilder();
    for (double[] point : points) {
      double atX = x.at(point[0]);
      double atY = y.at(point[1]);
      path.append(format("%s%.1f,%.1f", path.isEmpty() ? "" : " ", atX, atY));
      marks.append(mark(number, atX, atY));
    }
    return format(
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n",
            path, colour(number))
        + marks;
  }

  private static String mark(int number, double x, double y) {
    String colour = colour(number);
    return switch (number % MARKS) {
      case 0 -> format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>\n", x, y, colour);
      case 1 ->
          format(
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"8\" height=\"8\" fill=\"%s\"/>\n",
              x - 4, y - 4, colour);
      case 2 -> format("<path d=\"M%.1f %.1f l5 9 h-10 z\" fill=\"%s\"/>\n", x, y - 5, colour);
      default ->
          format("<path d=\"M%.1f %.1f l5 5 l-5 5 l-5 -5 z\" fill=\"%s\"/>\n", x, y - 5, colour);
    };
  }

  private Axis axis(int coordinate, boolean logarithmic, double from, double to) {
    double[] values =
        lines.values().stream()
            .flatMap(List::stream)
            .mapToDouble(point -> point[coordinate])
            .toArray();
    double least = Double.MAX_VALUE;
    double most = 0;
    for (double value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return logarithmic
        ? new Axis(true, decade(least, false), decade(most, true), from, to)
        : new Axis(false, 0, TICKS * step(most / TICKS), from, to);
  }

  private static double decade(double value, boolean up) {
    double exponent = Math.log10(value);
    return Math.pow(10, up ? Math.ceil(exponent) : Math.floor(exponent));
  }

  /** The next larger of 1, 2, 2.5 and 5 times a power of ten. */
  private static double step(double atLeast) {
    double power = decade(atLeast, false);
    for (double factor : new double[] {1, 2, 2.5, 5}) {
      if (factor * power >= atLeast) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static String line(String style, double x1, double y1, double x2, double y2) {
    return format(
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
        style, x1, y1, x2, y2);
  }

  private static String text(double x, double y, String anchor, String style, String text) {
    return format(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>\n",
        x, y, anchor, style, escape(text));
  }

  private static String colour(int number) {
    return COLOURS.get(number % COLOURS.size());
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /**
   * A scale.
   *
   * @param logarithmic whether it is
   * @param least the value at its beginning
   * @param most the value at its end
   * @param from where it begins in the image
   * @param to where it ends
   */
  private record Axis(boolean logarithmic, double least, double most, double from, double to) {
    double at(double value) {
      double share =
          logarithmic
              ? Math.log(value / least) / Math.log(most / least)
              : (value - least) / (most - least);
      return from + share * (to - from);
    }

    List<Double> ticks() {
      List<Double> ticks = new ArrayList<>();
      if (logarithmic) {
        for (double tick = least; tick <= most * 1.01; tick *= 10) {
          ticks.add(tick);
        }
      } else {
        for (int n = 0; n <= TICKS; n++) {
          ticks.add(least + (most - least) * n / TICKS);
        }
      }
      return ticks;
    }
  }
}
