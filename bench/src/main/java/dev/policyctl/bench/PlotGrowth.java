package dev.policyctl.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Draws how the time of analyses grows: {@code PlotGrowth <data.tsv> <out.svg> <analysis>...}, the
 * data as {@link AnalysisMeasure} prints it below its column names. Both axes are logarithmic; a
 * panel an analysis, a line a kind, the median where a size was measured several times. A kind that
 * ran out of time ends early.
 */
public final class PlotGrowth {
  private static final List<String> COLOURS =
      List.of("#1b6ca8", "#d1495b", "#2e8b57", "#e09f3e", "#6a4c93", "#444444", "#00a6a6");
  private static final int SIDE = 300;
  private static final int LEFT = 70;
  private static final int TOP = 40;
  private static final int GAP = 30;

  /** Powers of ten at the ends of the axes. */
  private static final int FEWEST = 3;

  private static final int MOST = 5;
  private static final int QUICKEST = -2;
  private static final int SLOWEST = 3;

  private final StringBuilder svg = new StringBuilder();

  private PlotGrowth() {}

  /**
   * Draws.
   *
   * @throws IOException when a file cannot be read or written
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 3) {
      System.err.println("usage: PlotGrowth <data.tsv> <out.svg> <analysis>...");
      System.exit(2);
    }
    List<String> lines = Files.readAllLines(Path.of(arguments[0]));
    List<String> analyses = List.of(arguments).subList(2, arguments.length);
    Files.writeString(Path.of(arguments[1]), new PlotGrowth().draw(lines, analyses));
  }

  /** Seconds by kind and number of rules. */
  private static Map<String, Map<Integer, List<Double>>> read(List<String> lines, String analysis) {
    Map<String, Map<Integer, List<Double>>> kinds = new TreeMap<>();
    for (String line : lines) {
      List<String> fields = List.of(line.split("\t", -1));
      if (fields.size() == AnalysisMeasure.COLUMNS.size() && fields.get(2).equals(analysis)) {
        kinds
            .computeIfAbsent(fields.get(0), k -> new TreeMap<>())
            .computeIfAbsent(Integer.parseInt(fields.get(1)), k -> new ArrayList<>())
            .add(Double.parseDouble(fields.get(3)));
      }
    }
    return kinds;
  }

  String draw(List<String> lines, List<String> analyses) {
    int width = LEFT + analyses.size() * (SIDE + GAP) + 90;
    put(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"12\">",
        width, TOP + SIDE + 50);
    put("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    List<String> kinds =
        List.of(AnalysisWorkload.Kind.values()).stream()
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toList();
    for (int i = 0; i < analyses.size(); i++) {
      int left = LEFT + i * (SIDE + GAP);
      frame(left, analyses.get(i), i == 0);
      Map<String, Map<Integer, List<Double>>> data = read(lines, analyses.get(i));
      for (int k = 0; k < kinds.size(); k++) {
        line(left, data.getOrDefault(kinds.get(k), Map.of()), COLOURS.get(k));
      }
    }
    for (int k = 0; k < kinds.size(); k++) {
      int y = TOP + 10 + 18 * k;
      int x = width - 100;
      put("<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>", x, y, COLOURS.get(k));
      text(x + 18, y + 10, "start", kinds.get(k));
    }
    return svg.append("</svg>\n").toString();
  }

  private void frame(int left, String title, boolean labelled) {
    text(left + SIDE / 2.0, TOP - 12, "middle", title);
    for (int power = FEWEST; power <= MOST; power++) {
      double x = left + x(Math.pow(10, power));
      rule(x, TOP, x, TOP + SIDE);
      text(x, TOP + SIDE + 18, "middle", number(power));
    }
    for (int power = QUICKEST; power <= SLOWEST; power++) {
      double y = y(Math.pow(10, power));
      rule(left, y, left + SIDE, y);
      if (labelled) {
        text(left - 8, y + 4, "end", number(power) + " s");
      }
    }
    text(left + SIDE / 2.0, TOP + SIDE + 38, "middle", "rules");
  }

  private static String number(int power) {
    return BigDecimal.ONE.scaleByPowerOfTen(power).toPlainString();
  }

  private void line(int left, Map<Integer, List<Double>> seconds, String colour) {
    StringBuilder points = new StringBuilder();
    seconds.forEach(
        (rules, times) -> {
          List<Double> sorted = times.stream().sorted().toList();
          double x = left + x(rules);
          double y = y(sorted.get(sorted.size() / 2));
          points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
          put("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x, y, colour);
        });
    put(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
        points.toString().strip(), colour);
  }

  private static double x(double rules) {
    return SIDE * (Math.log10(rules) - FEWEST) / (MOST - FEWEST);
  }

  private static double y(double seconds) {
    double power = Math.max(QUICKEST, Math.min(SLOWEST, Math.log10(Math.max(seconds, 1e-9))));
    return TOP + SIDE * (SLOWEST - power) / (SLOWEST - QUICKEST);
  }

  private void rule(double x1, double y1, double x2, double y2) {
    put(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>",
        x1, y1, x2, y2);
  }

  private void text(double x, double y, String anchor, String text) {
    put("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, text);
  }

  private void put(String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
