package com.dropininc.instantstream.contract.history;

import com.dropininc.instantstream.contract.gate.StoredReport;
import com.dropininc.instantstream.contract.report.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Where each environment stands now, for a screen on a wall: readable from across a room. */
public final class StatusBoard {
    private static final int STRIP = 30;
    private static final int MOST_FINDINGS = 5;
    private static final String REFRESH_SECONDS = "15";

    private final History history;
    private final Duration freshness;
    private final Instant now;

    /** @param freshness what is older says nothing about now, and shows as grey */
    public StatusBoard(History history, Duration freshness, Instant now) {
        this.history = history;
        this.freshness = freshness;
        this.now = now;
    }

    /** The board as a page that comes again by itself. */
    public String page() {
        Page page = new Page();
        page.begin("html", "lang", "en").begin("head").single("meta", "charset", "utf-8");
        page.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.single("meta", "http-equiv", "refresh", "content", REFRESH_SECONDS);
        page.leaf("title", "Contract status");
        page.style(Page.resource(StatusBoard.class, "board.css")).end();
        page.begin("body").begin("main");
        history.runs().forEach((environment, runs) -> tile(page, environment, runs));
        if (history.runs().isEmpty()) {
            page.begin("section", "class", "tile open").leaf("h1", "no reports yet");
            page.leaf("p", "Put reports of verify into the directory that is served.")
                    .end();
        }
        page.end();
        page.begin("footer").text("as of " + now.toString().substring(0, 19).replace('T', ' ') + " UTC");
        if (!history.refused().isEmpty()) {
            page.text(", " + history.refused().size() + " reports refused");
        }
        return page.end().end().end().html();
    }

    private void tile(Page page, String environment, List<StoredReport> runs) {
        StoredReport last = runs.get(runs.size() - 1);
        String outcome = outcome(last);
        page.begin("section", "class", "tile " + History.colour(outcome));
        page.leaf("h1", environment);
        page.leaf("div", outcome, "class", "word");
        page.leaf("p", last.reason(), "class", "reason");
        findings(page, last);
        page.begin("dl");
        fact(page, span(Duration.between(last.end(), now)), "ago");
        fact(page, last.executed() + "/" + last.planned(), "checks");
        fact(page, String.valueOf(last.findings().size()), "findings");
        fact(page, String.format(Locale.ROOT, "%.0f ms", last.slowest()), "p95");
        fact(page, String.format(Locale.ROOT, "%.0f %%", last.coverageOfAll()), "coverage");
        page.end();
        page.begin("div", "class", "strip");
        new Trend(page, runs.subList(Math.max(0, runs.size() - STRIP), runs.size())).verdicts(18);
        page.end();
        page.leaf("p", "build " + last.bound().build().orElse("not named"), "class", "build");
        page.end();
    }

    private static void findings(Page page, StoredReport last) {
        page.begin("ul");
        last.findings().stream()
                .limit(MOST_FINDINGS)
                .forEach(finding -> page.begin("li")
                        .leaf("b", finding.rule())
                        .text(" on " + finding.where())
                        .end());
        if (last.findings().size() > MOST_FINDINGS) {
            page.leaf("li", "and " + (last.findings().size() - MOST_FINDINGS) + " more");
        }
        page.end();
    }

    private static void fact(Page page, String value, String name) {
        page.begin("div").leaf("dd", value).leaf("dt", name).end();
    }

    private String outcome(StoredReport last) {
        return Duration.between(last.end(), now).compareTo(freshness) > 0 ? "stale" : History.outcome(last);
    }

    private static String span(Duration span) {
        if (span.toMinutes() < 1) {
            return Math.max(0, span.toSeconds()) + " s";
        }
        if (span.toHours() < 1) {
            return span.toMinutes() + " min";
        }
        return span.toHours() < 48 ? span.toHours() + " h" : span.toDays() + " d";
    }

    /** The board for programs. */
    public String json() {
        ObjectNode board = JsonNodeFactory.instance.objectNode().put("at", now.toString());
        ArrayNode environments = board.putArray("environments");
        history.runs().forEach((environment, runs) -> {
            StoredReport last = runs.get(runs.size() - 1);
            environments
                    .addObject()
                    .put("environment", environment)
                    .put("outcome", outcome(last))
                    .put("reason", last.reason())
                    .put("end", last.end().toString())
                    .put("runs", runs.size())
                    .put("digest", last.digest());
        });
        ArrayNode refused = board.putArray("refused");
        history.refused().forEach(refused::add);
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(board) + "\n";
    }
}
