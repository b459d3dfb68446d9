package io.github.ddbmessaging.examples.chat.page;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;

/** What a page is looked at with. */
enum Screen {
  DESKTOP(1280, 800, false, false),
  DARK_DESKTOP(1280, 800, false, true),
  PHONE(390, 844, true, false),
  DARK_PHONE(390, 844, true, true),
  SMALL_DARK_PHONE(360, 640, true, true);

  private final int width;
  private final int height;
  private final boolean touch;
  private final boolean dark;

  Screen(int width, int height, boolean touch, boolean dark) {
    this.width = width;
    this.height = height;
    this.touch = touch;
    this.dark = dark;
  }

  NewContextOptions set(NewContextOptions options) {
    if (dark) {
      // LIGHT is the default; with Turkish settings the driver would write it with another i.
      options.setColorScheme(ColorScheme.DARK);
    }
    return options
        .setViewportSize(width, height)
        .setHasTouch(touch)
        .setIsMobile(touch)
        .setLocale("en-GB");
  }
}
