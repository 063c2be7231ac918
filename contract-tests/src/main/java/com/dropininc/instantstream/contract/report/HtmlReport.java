package com.dropininc.instantstream.contract.report;

import com.dropininc.instantstream.contract.verdict.CheckResult;
import com.dropininc.instantstream.contract.verdict.Outcome;
import com.dropininc.instantstream.contract.verdict.Verdict;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Operation;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The run as one page that needs nothing beside it: the verdict first, then why, then how much was looked at. */
final class HtmlReport {
    private final Run run;
    private final Page page = new Page();

    private HtmlReport(Run run) {
        this.run = run;
    }

    static String of(Run run) {
        return new HtmlReport(run).page();
    }

    private String page() {
        String css = Reports.resource("report.css");
        String script = Reports.resource("report.js");
        page.begin("html", "lang", "en").begin("head").single("meta", "charset", "utf-8");
        // Whatever a target has sent, nothing but these two can style the page or run in it, and nothing is loaded.
        page.single("meta", "http-equiv", "Content-Security-Policy", "content", Page.only(css, script));
        page.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.leaf("title", word() + ": contract of " + run.target().baseUrl());
        page.style(css).end().begin("body").begin("main");
        verdict();
        numbers();
        new FindingPages(run, page).write();
        notJudged();
        new CoveragePages(run, page).write();
        lifecycle();
        new LearnedPages(run, page).write();
        checks();
        page.end().script(script).end().end();
        return page.html();
    }

    private void verdict() {
        page.begin("section", "class", "verdict " + colour());
        page.leaf("h1", word());
        page.leaf("p", run.verdict().reason());
        page.leaf(
                "p",
                run.target().baseUrl()
                        + (run.target().name().equals(run.target().baseUrl())
                                ? ""
                                : " (" + run.target().name() + ")")
                        + " · "
                        + DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
                                .format(run.times().begin().atOffset(ZoneOffset.UTC))
                        + " · contract " + run.contract().version() + ", "
                        + run.contract().digest().substring(0, 12)
                        + (run.settings().strict() ? " · strict" : ""),
                "class",
                "soft");
        page.end();
    }

    private void numbers() {
        List<CheckResult> results = run.verdict().results();
        page.begin("section", "class", "numbers");
        number(Verdict.count(results, Outcome.PASSED), "checks passed");
        number(Verdict.count(results, Outcome.FAILED), "checks failed");
        number(Verdict.count(results, Outcome.DEVIATION), "checks with deviations");
        number(Verdict.count(results, Outcome.FLAKY), "checks flaky");
        number(Verdict.count(results, Outcome.VACUOUS), "checks that prove nothing");
        number(Verdict.count(results, Outcome.INCONCLUSIVE), "checks inconclusive");
        number(run.tally().calls(), "calls");
        page.begin("div", "class", "number");
        page.leaf("b", String.format(Locale.ROOT, "%.1f s", run.times().took().toMillis() / 1000.0))
                .leaf("span", "took");
        page.end().end();
    }

    private void number(long number, String of) {
        page.begin("div", "class", "number")
                .leaf("b", String.format(Locale.ROOT, "%,d", number))
                .leaf("span", of)
                .end();
    }

    private void notJudged() {
        Map<String, List<CheckResult>> reasons = run.verdict().results().stream()
                .filter(result -> !result.reason().isEmpty())
                .collect(Collectors.groupingBy(CheckResult::reason, TreeMap::new, Collectors.toList()));
        if (reasons.isEmpty()) {
            return;
        }
        page.leaf("h2", "What is inconclusive, proves nothing or is flaky, and why")
                .begin("div", "class", "scroll")
                .begin("table");
        reasons.forEach((reason, results) -> page.begin("tr")
                .leaf("td", reason)
                .leaf(
                        "td",
                        results.stream().map(result -> result.check().id()).collect(Collectors.joining(", ")),
                        "class",
                        "soft")
                .end());
        page.end().end();
    }

    private void lifecycle() {
        List<Operation> operations = run.contract().operations().values().stream()
                .filter(Operation::namesStream)
                .toList();
        page.leaf("h2", "The lifecycle, cell by cell");
        page.begin("div", "class", "scroll")
                .begin("table", "class", "grid")
                .begin("tr")
                .leaf("th", "state");
        operations.forEach(operation -> page.leaf("th", operation.id()));
        page.end();
        for (String state : run.contract().lifecycle().states().keySet()) {
            page.begin("tr").leaf("th", state);
            operations.forEach(operation -> cell(state, operation));
            page.end();
        }
        page.end().end();
    }

    private void cell(String state, Operation operation) {
        Optional<Lifecycle.Transition> row = run.contract().lifecycle().row(state, operation.id());
        String says = row.map(taken -> taken.target(state).equals(state) ? "stays" : "→ " + taken.target(state))
                .orElse("refused");
        Optional<CheckResult> result = run.verdict().results().stream()
                .filter(made -> made.check()
                        .cell()
                        .filter(cell ->
                                cell.state().equals(state) && cell.operation().equals(operation.id()))
                        .isPresent())
                .findFirst();
        String outcome = result.map(made -> made.outcome().word()).orElse("not selected");
        page.leaf("td", says, "class", result.map(HtmlReport::colour).orElse("open"), "title", outcome);
    }

    private void checks() {
        page.leaf("h2", "Checks");
        Map<String, List<CheckResult>> groups = run.verdict().results().stream()
                .collect(Collectors.groupingBy(result -> result.check().group(), TreeMap::new, Collectors.toList()));
        groups.forEach((group, results) -> {
            page.begin("details").begin("summary");
            page.text(group + ": " + results.size() + " checks, " + Verdict.count(results, Outcome.PASSED) + " passed");
            page.end().begin("div", "class", "scroll").begin("table");
            results.forEach(result -> page.begin("tr")
                    .begin("td")
                    .leaf("span", result.outcome().word(), "class", "tag " + colour(result))
                    .end()
                    .leaf("td", result.check().sentence())
                    .begin("td")
                    .leaf("code", result.check().id())
                    .end()
                    .leaf("td", String.join(", ", result.check().rules()), "class", "soft")
                    .leaf("td", result.took().toMillis() + " ms", "class", "n")
                    .end());
            page.end().end().end();
        });
    }

    private static String colour(CheckResult result) {
        return colour(result.outcome());
    }

    /** Only what was proved is green. */
    static String colour(Outcome outcome) {
        return switch (outcome) {
            case PASSED, FAILED, DEVIATION -> outcome.word();
            case FLAKY, VACUOUS, INCONCLUSIVE -> "open";
        };
    }

    private String colour() {
        return switch (run.verdict().word()) {
            case PASSED -> "passed";
            case FAILED -> "failed";
            case INCONCLUSIVE -> "open";
        };
    }

    private String word() {
        return switch (run.verdict().word()) {
            case PASSED -> "Contract passed";
            case FAILED -> "Contract failed";
            case INCONCLUSIVE -> "Inconclusive";
        };
    }
}
