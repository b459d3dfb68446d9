package io.github.ddbmessaging.examples.chat.page;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Pictures to send. */
final class Pictures {
  /** How many pixels wide and high the small one is. */
  static final int SMALL = 8;

  private static final int WIDTH = 600;
  private static final int HEIGHT = 340;
  private static final int SEA = 200;

  private Pictures() {}

  static byte[] small() {
    return png(new BufferedImage(SMALL, SMALL, BufferedImage.TYPE_INT_RGB));
  }

  /** An evening at the harbour, to be looked at. */
  static byte[] harbour() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setPaint(new GradientPaint(0, 0, new Color(0x2b3a67), 0, SEA, new Color(0xf6a560)));
    pen.fillRect(0, 0, WIDTH, SEA);
    pen.setColor(new Color(0xffe0a3));
    pen.fillOval(360, 128, 92, 92);
    pen.setColor(new Color(0x53406b));
    pen.fillPolygon(polygon(0, 196, 90, 120, 170, 176, 262, 96, 372, 196, 372, SEA, 0, SEA));
    pen.setColor(new Color(0x6d4a70));
    pen.fillPolygon(polygon(330, SEA, 470, 158, 560, 190, WIDTH, 140, WIDTH, SEA));
    pen.setPaint(new GradientPaint(0, SEA, new Color(0xd98a5f), 0, HEIGHT, new Color(0x1e2f55)));
    pen.fillRect(0, SEA, WIDTH, HEIGHT - SEA);
    pen.setColor(new Color(255, 224, 163, 150));
    for (int line = 0; line < 9; line++) {
      int half = 52 - line * 3 + line % 3 * 12;
      pen.fillRoundRect(406 - half, SEA + 8 + line * 14, 2 * half, 3, 3, 3);
    }
    boat(pen, 150, 292, 1.0);
    boat(pen, 520, 262, 0.6);
    pen.dispose();
    return png(image);
  }

  private static void boat(Graphics2D pen, int x, int y, double size) {
    Graphics2D own = (Graphics2D) pen.create();
    own.translate(x, y);
    own.scale(size, size);
    own.setColor(new Color(0xfdf3e3));
    own.fillPolygon(polygon(-4, -108, -4, -8, -62, -8));
    own.setColor(new Color(0xf3d5bd));
    own.fillPolygon(polygon(4, -90, 4, -8, 44, -8));
    own.setColor(new Color(0x7c2f3b));
    own.fillPolygon(polygon(-74, 0, 62, 0, 42, 26, -54, 26));
    own.dispose();
  }

  private static Polygon polygon(int... points) {
    Polygon polygon = new Polygon();
    for (int at = 0; at < points.length; at += 2) {
      polygon.addPoint(points[at], points[at + 1]);
    }
    return polygon;
  }

  private static byte[] png(BufferedImage image) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
