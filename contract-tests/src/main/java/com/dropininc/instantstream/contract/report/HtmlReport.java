package com.dropininc.instantstream.contract.report;

import com.dropininc.instantstream.contract.exchange.Tally;
import com.dropininc.instantstream.contract.verdict.CheckResult;
import com.dropininc.instantstream.contract.verdict.Evidence;
import com.dropininc.instantstream.contract.verdict.Finding;
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
        page.begin("html", "lang", "en").begin("head").single("meta", "charset", "utf-8");
        page.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.leaf("title", word() + ": contract of " + run.target().baseUrl());
        page.style(Reports.resource("report.css")).end().begin("body").begin("main");
        verdict();
        numbers();
        findings();
        notJudged();
        lifecycle();
        operations();
        new LearnedPages(run, page).write();
        checks();
        page.end().end().end();
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
        number(Verdict.count(results, Outcome.KEPT), "checks kept");
        number(Verdict.count(results, Outcome.BROKEN), "checks broken");
        number(Verdict.count(results, Outcome.DEVIATION), "checks with deviations");
        number(Verdict.count(results, Outcome.UNSTABLE), "checks unstable");
        number(Verdict.count(results, Outcome.NOT_JUDGED), "checks not judged");
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

    private void findings() {
        if (run.verdict().causes().isEmpty()) {
            return;
        }
        page.leaf("h2", "What was found");
        for (Verdict.Cause cause : run.verdict().causes()) {
            Finding finding = cause.first();
            String kind = finding.broken() ? "broken" : "deviation";
            page.begin("article", "class", "card " + kind);
            page.begin("h3")
                    .text(finding.rule().statement() + " ")
                    .leaf("span", kind, "class", "tag " + kind)
                    .end();
            page.leaf("p", finding.rule().id() + " · " + String.join(", ", cause.subjects()), "class", "soft");
            page.begin("dl");
            entry("expected", finding.expected());
            entry("seen", finding.seen());
            entry(finding.provenance().level().word(), finding.provenance().source());
            entry("checks", String.join(", ", cause.checks()));
            if (!cause.followers().isEmpty()) {
                entry("with it", cause.followers().stream().map(Finding::line).collect(Collectors.joining(" · ")));
            }
            if (!cause.blocked().isEmpty()) {
                entry("blocks", String.join(", ", cause.blocked()));
            }
            page.end();
            finding.evidence().ifPresent(this::evidence);
            page.end();
        }
    }

    private void entry(String name, String text) {
        page.leaf("dt", name).leaf("dd", text);
    }

    private void evidence(Evidence evidence) {
        page.begin("div", "class", "pair");
        page.leaf("pre", evidence.request()).leaf("pre", evidence.answer());
        page.end();
        page.leaf("pre", evidence.curl());
        if (!evidence.script().isEmpty()) {
            page.begin("details").leaf("summary", "all that led there, as a script");
            page.leaf("pre", evidence.script()).end();
        }
    }

    private void notJudged() {
        Map<String, List<CheckResult>> reasons = run.verdict().results().stream()
                .filter(result -> result.outcome() == Outcome.NOT_JUDGED || result.outcome() == Outcome.UNSTABLE)
                .collect(Collectors.groupingBy(CheckResult::reason, TreeMap::new, Collectors.toList()));
        if (reasons.isEmpty()) {
            return;
        }
        page.leaf("h2", "What was not judged or is unstable, and why")
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

    private void operations() {
        page.leaf("h2", "Operations")
                .begin("div", "class", "scroll")
                .begin("table")
                .begin("tr");
        page.leaf("th", "operation").leaf("th", "calls", "class", "n").leaf("th", "answers");
        page.leaf("th", "median", "class", "n")
                .leaf("th", "95 %", "class", "n")
                .leaf("th", "longest", "class", "n")
                .end();
        Map<String, Tally.Line> lines = new TreeMap<>(run.tally().lines());
        run.contract().operations().keySet().forEach(id -> lines.computeIfAbsent(id, key -> Tally.Line.NONE));
        lines.forEach((name, line) -> page.begin("tr")
                .leaf("td", name)
                .leaf("td", String.valueOf(line.calls()), "class", "n")
                .leaf(
                        "td",
                        line.statuses().entrySet().stream()
                                .map(status -> status.getKey() + " × " + status.getValue())
                                .collect(Collectors.joining(", ")))
                .leaf("td", line.percentile(50).toMillis() + " ms", "class", "n")
                .leaf("td", line.percentile(95).toMillis() + " ms", "class", "n")
                .leaf("td", line.percentile(100).toMillis() + " ms", "class", "n")
                .end());
        page.end().end();
    }

    private void checks() {
        page.leaf("h2", "Checks");
        Map<String, List<CheckResult>> groups = run.verdict().results().stream()
                .collect(Collectors.groupingBy(result -> result.check().group(), TreeMap::new, Collectors.toList()));
        groups.forEach((group, results) -> {
            page.begin("details").begin("summary");
            page.text(group + ": " + results.size() + " checks, " + Verdict.count(results, Outcome.KEPT) + " kept");
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
        return result.outcome() == Outcome.NOT_JUDGED || result.outcome() == Outcome.UNSTABLE
                ? "open"
                : result.outcome().word();
    }

    private String colour() {
        return switch (run.verdict().word()) {
            case KEPT -> "kept";
            case BROKEN -> "broken";
            case NOT_JUDGED -> "open";
        };
    }

    private String word() {
        return switch (run.verdict().word()) {
            case KEPT -> "Contract kept";
            case BROKEN -> "Contract broken";
            case NOT_JUDGED -> "Not judged";
        };
    }
}
