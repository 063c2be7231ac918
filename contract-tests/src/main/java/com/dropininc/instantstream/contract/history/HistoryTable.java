package com.dropininc.instantstream.contract.history;

import com.dropininc.instantstream.contract.gate.StoredReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The last runs of an environment as lines for a terminal. */
public final class HistoryTable {
    private static final int MOST = 12;

    private HistoryTable() {}

    /** A head and one line for each of the last runs, the newest last. */
    public static List<String> lines(String environment, List<StoredReport> runs) {
        List<String> lines = new ArrayList<>();
        lines.add(environment + " (" + runs.size() + (runs.size() == 1 ? " run)" : " runs)"));
        for (StoredReport run : runs.subList(Math.max(0, runs.size() - MOST), runs.size())) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %s  %-10s  %3d broken %3d deviations %3d flaky  p95 %5.0f ms  coverage %3.0f %%  %s",
                    run.end().toString().substring(0, 16).replace('T', ' '),
                    History.outcome(run),
                    History.broken(run),
                    History.deviations(run),
                    run.flaky().size(),
                    run.slowest(),
                    run.coverageOfAll(),
                    run.bound().build().orElse("")));
        }
        return lines;
    }
}
