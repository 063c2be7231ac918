package com.dropininc.instantstream.contract.history;

import com.dropininc.instantstream.contract.gate.StoredReport;
import com.dropininc.instantstream.contract.report.Page;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Draws how an environment fared, one column for each run, as SVG within a page. For one thread. */
final class Trend {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 46;
    private static final int MOST = 90;

    private final Page page;
    private final List<StoredReport> runs;
    private final double step;

    Trend(Page page, List<StoredReport> all) {
        this.page = page;
        this.runs = all.subList(Math.max(0, all.size() - MOST), all.size());
        this.step = Math.min((double) WIDTH / runs.size(), 28);
    }

    /** A square for each run, in the colour of what it came to. */
    void verdicts(int height) {
        begin("verdict of each run", height);
        for (int i = 0; i < runs.size(); i++) {
            StoredReport run = runs.get(i);
            String outcome = History.outcome(run);
            bar(i, 0, height, History.colour(outcome), outcome + ", " + run.end());
        }
        page.end();
    }

    /** Findings that contradict the docs, and on them those that do not. */
    void findings() {
        double most = Math.max(1, max(run -> run.findings().size()));
        begin("findings of each run", HEIGHT);
        for (int i = 0; i < runs.size(); i++) {
            StoredReport run = runs.get(i);
            double broken = History.broken(run) / most * HEIGHT;
            double others = History.deviations(run) / most * HEIGHT;
            String title = History.broken(run) + " broken, " + History.deviations(run) + " deviations, " + run.end();
            bar(i, HEIGHT - broken, broken, "no", title);
            bar(i, HEIGHT - broken - others, others, "warn", title);
        }
        page.end();
    }

    /** Checks that did not find the same twice. */
    void flaky() {
        double most = Math.max(1, max(run -> run.flaky().size()));
        begin("flaky checks of each run", HEIGHT);
        for (int i = 0; i < runs.size(); i++) {
            double height = runs.get(i).flaky().size() / most * HEIGHT;
            bar(
                    i,
                    HEIGHT - height,
                    height,
                    "warn",
                    runs.get(i).flaky() + ", " + runs.get(i).end());
        }
        page.end();
    }

    /** A line from run to run, from zero to the largest value or to {@code top}. */
    void line(String label, ToDoubleFunction<StoredReport> value, double top) {
        double most = Math.max(top, Math.max(1, max(value)));
        begin(label, HEIGHT);
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < runs.size(); i++) {
            points.append(number((i + 0.5) * step))
                    .append(',')
                    .append(number(y(value.applyAsDouble(runs.get(i)), most)))
                    .append(' ');
        }
        page.begin("polyline", "points", points.toString().strip(), "class", "line")
                .end();
        for (int i = 0; i < runs.size(); i++) {
            double seen = value.applyAsDouble(runs.get(i));
            page.begin(
                    "circle", "cx", number((i + 0.5) * step), "cy", number(y(seen, most)), "r", "2.6", "class", "dot");
            page.leaf(
                            "title",
                            String.format(
                                    Locale.ROOT, "%.0f, %s", seen, runs.get(i).end()))
                    .end();
        }
        page.end();
    }

    private static double y(double value, double most) {
        return HEIGHT - 4 - value / most * (HEIGHT - 8);
    }

    private void begin(String label, int height) {
        page.begin(
                "svg",
                "viewBox",
                "0 0 " + WIDTH + " " + height,
                "role",
                "img",
                "aria-label",
                label,
                "preserveAspectRatio",
                "xMinYMid meet");
    }

    private void bar(int index, double y, double height, String colour, String title) {
        if (height <= 0) {
            return;
        }
        page.begin(
                "rect",
                "x",
                number(index * step + step * 0.08),
                "y",
                number(y),
                "width",
                number(step * 0.84),
                "height",
                number(height),
                "rx",
                "2",
                "class",
                colour);
        page.leaf("title", title).end();
    }

    private double max(ToDoubleFunction<StoredReport> value) {
        return runs.stream().mapToDouble(value).max().orElse(0);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
