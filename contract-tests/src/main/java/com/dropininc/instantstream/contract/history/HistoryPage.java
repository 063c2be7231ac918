package com.dropininc.instantstream.contract.history;

import com.dropininc.instantstream.contract.gate.StoredReport;
import com.dropininc.instantstream.contract.report.Page;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The trend of every environment as one page that needs nothing beside it. */
public final class HistoryPage {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    private HistoryPage() {}

    /** The page. */
    public static String of(History history) {
        Page page = new Page();
        page.begin("html", "lang", "en").begin("head").single("meta", "charset", "utf-8");
        page.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.leaf("title", "History of the contract");
        page.style(Page.resource(HistoryPage.class, "history.css")).end();
        page.begin("body").begin("main").leaf("h1", "How the environments kept the contract");
        legend(page);
        history.runs().forEach((environment, runs) -> environment(page, environment, runs));
        if (!history.refused().isEmpty()) {
            page.leaf("h2", "Not counted").begin("ul");
            history.refused().forEach(why -> page.leaf("li", why));
            page.end();
        }
        return page.end().end().end().html();
    }

    private static void legend(Page page) {
        page.begin("p", "class", "legend");
        for (String outcome : List.of("passed", "deviation", "failed", "inconclusive")) {
            page.leaf("span", outcome, "class", "tag " + History.colour(outcome));
        }
        page.text(" one column for each run, the newest on the right").end();
    }

    private static void environment(Page page, String environment, List<StoredReport> runs) {
        StoredReport last = runs.get(runs.size() - 1);
        String outcome = History.outcome(last);
        page.begin("section", "class", "card " + History.colour(outcome));
        page.begin("h2")
                .text(environment + " ")
                .leaf("span", outcome, "class", "tag")
                .end();
        page.leaf(
                "p",
                runs.size() + (runs.size() == 1 ? " run" : " runs") + " from "
                        + day(runs.get(0).end()) + " to " + day(last.end()) + " UTC. " + last.reason() + ".",
                "class",
                "soft");
        Trend trend = new Trend(page, runs);
        page.begin("div", "class", "rows");
        row(page, "verdict", () -> trend.verdicts(22), outcome);
        row(page, "findings", trend::findings, History.broken(last) + " broken, " + History.deviations(last) + " dev.");
        row(page, "flaky", trend::flaky, String.valueOf(last.flaky().size()));
        row(
                page,
                "slowest p95",
                () -> trend.line("slowest p95 in milliseconds", StoredReport::slowest, 0),
                String.format(Locale.ROOT, "%.0f ms", last.slowest()));
        row(
                page,
                "coverage",
                () -> trend.line("coverage in per cent", StoredReport::coverageOfAll, 100),
                String.format(Locale.ROOT, "%.0f %%", last.coverageOfAll()));
        page.end().end();
    }

    private static void row(Page page, String label, Runnable drawing, String last) {
        page.leaf("div", label, "class", "soft").begin("div", "class", "drawing");
        drawing.run();
        page.end().leaf("b", last);
    }

    private static String day(Instant instant) {
        return DAY.format(instant.atOffset(ZoneOffset.UTC));
    }
}
