package dev.policyctl.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.policyctl.evaluator.CompiledPolicy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * One measurement in a JVM of its own: {@code AnalysisMeasure <kind> <rules> <analysis>}. Generates
 * a workload, compiles it, analyses it once, checks the verdicts, and prints one line with tabs
 * between its {@link #COLUMNS}. What is found is dead rules, conflicts or regions. Only the
 * analysis is in {@code wall_s}, {@code cpu_s} (of all threads, the JVM's own included) and {@code
 * heap_mib} (the largest during the analysis, garbage and the compiled policy included); {@code
 * rss_mib} is the peak of the process so far.
 */
public final class AnalysisMeasure {
  /** The columns of a line. */
  static final List<String> COLUMNS =
      List.of(
          "kind",
          "rules",
          "analysis",
          "wall_s",
          "cpu_s",
          "heap_mib",
          "rss_mib",
          "found",
          "undetermined",
          "planted_dead",
          "planted_missed",
          "planted_live",
          "generate_s",
          "compile_s");

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double NANOS = 1e9;
  private static final double MIB = 1024.0 * 1024;

  private AnalysisMeasure() {}

  /**
   * Measures once.
   *
   * @throws IOException when the peak memory cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 1 && arguments[0].equals("columns")) {
      System.out.println(String.join("\t", COLUMNS));
      return;
    }
    if (arguments.length != 3) {
      System.err.println(
          "usage: AnalysisMeasure columns | <kind> <rules> " + String.join("|", Trial.names()));
      System.exit(2);
    }
    AnalysisWorkload.Kind kind =
        AnalysisWorkload.Kind.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    int rules = Integer.parseInt(arguments[1]);
    System.out.println(measure(kind, rules, arguments[2]));
  }

  private static String measure(AnalysisWorkload.Kind kind, int rules, String name)
      throws IOException {
    long start = System.nanoTime();
    AnalysisWorkload workload = AnalysisWorkload.of(kind, rules);
    long generated = System.nanoTime();
    CompiledPolicy policy = workload.compile();
    long compiled = System.nanoTime();
    Trial trial = Trial.named(name, workload, policy);
    OperatingSystemMXBean process =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    resetPeaks();
    long cpu = process.getProcessCpuTime();
    long before = System.nanoTime();
    trial.run();
    double wall = (System.nanoTime() - before) / NANOS;
    double spent = (process.getProcessCpuTime() - cpu) / NANOS;
    double heap = peakHeap();
    String resident = resident();
    trial.check();
    return String.join(
        "\t",
        kind.name().toLowerCase(Locale.ROOT),
        Integer.toString(rules),
        name,
        decimal(wall, 3),
        decimal(spent, 3),
        decimal(heap, 0),
        resident,
        Long.toString(trial.found()),
        Long.toString(trial.undetermined()),
        Integer.toString(workload.dead().size()),
        Integer.toString(trial.missed()),
        Integer.toString(workload.live().size()),
        decimal((generated - start) / NANOS, 2),
        decimal((compiled - generated) / NANOS, 2));
  }

  private static void resetPeaks() {
    System.gc(); // so that garbage of the set-up is not counted
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  private static double peakHeap() {
    return heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MIB;
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  /** The peak of the resident memory in MiB; a dash where the system does not say. */
  private static String resident() throws IOException {
    if (Files.exists(STATUS)) {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmHWM:")) {
          return Integer.toString(Integer.parseInt(line.replaceAll("\\D", "")) / 1024);
        }
      }
    }
    return "-";
  }

  private static String decimal(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
