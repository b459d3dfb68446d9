package io.github.ddbmessaging.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.github.ddbmessaging.benchmarks.report.Numbers;
import java.lang.management.ManagementFactory;

/** The machine, as far as it matters and is nobody's secret. */
final class Machine {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final double GIB = 1L << 30;

  private Machine() {}

  static String describe() {
    return Runtime.getRuntime().availableProcessors()
        + " cores, "
        + Math.round(SYSTEM.getTotalMemorySize() / GIB)
        + " GiB, JDK "
        + Runtime.version().feature()
        + " ("
        + System.getProperty("java.version")
        + "), "
        + SYSTEM.getName()
        + " "
        + kernel(SYSTEM.getVersion());
  }

  static String load() {
    return Numbers.ratio(SYSTEM.getSystemLoadAverage());
  }

  /** The first two numbers: the rest names a build. */
  static String kernel(String version) {
    return version.replaceFirst("^(\\d+\\.\\d+).*", "$1");
  }
}
