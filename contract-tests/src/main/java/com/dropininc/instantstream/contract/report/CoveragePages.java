package com.dropininc.instantstream.contract.report;

import com.dropininc.instantstream.contract.coverage.Dimension;
import com.dropininc.instantstream.contract.exchange.Tally;
import com.dropininc.instantstream.contract.verdict.Outcome;
import com.dropininc.instantstream.contract.verdict.RuleResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The sections of the page that tell how much of the contract was put to the test: totals first, the rest folded. */
final class CoveragePages {
    private final Run run;
    private final Page page;

    CoveragePages(Run run, Page page) {
        this.run = run;
        this.page = page;
    }

    void write() {
        rules();
        coverage();
        operations();
    }

    private void rules() {
        Map<Outcome, List<RuleResult>> byOutcome = run.learned().rules().stream()
                .collect(Collectors.groupingBy(RuleResult::outcome, LinkedHashMap::new, Collectors.toList()));
        page.leaf("h2", "Rules of the contract").begin("div", "class", "scroll").begin("table");
        for (Outcome outcome : Outcome.values()) {
            List<RuleResult> of = byOutcome.getOrDefault(outcome, List.of());
            if (!of.isEmpty()) {
                page.begin("tr").begin("td");
                page.leaf("span", outcome.word(), "class", "tag " + HtmlReport.colour(outcome))
                        .end();
                page.leaf("td", String.valueOf(of.size()), "class", "n").begin("td", "class", "wide");
                listed(of, outcome);
                page.end().end();
            }
        }
        page.end().end();
    }

    private void listed(List<RuleResult> rules, Outcome outcome) {
        page.begin("details").leaf("summary", meaning(outcome));
        for (RuleResult result : rules) {
            page.begin("p")
                    .leaf("code", result.rule().id())
                    .text(" " + result.rule().statement() + " ");
            page.leaf(
                    "span",
                    result.rule().provenance().level().word() + (result.why().isEmpty() ? "" : " · " + result.why()),
                    "class",
                    "soft");
            page.end();
        }
        page.end();
    }

    private static String meaning(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "put to the test, and nothing broke them";
            case DEVIATION -> "broken, and never promised by the docs";
            case FAILED -> "broken, and promised by the docs";
            case FLAKY -> "broken once, and not again";
            case VACUOUS -> "nothing that they speak of was ever seen here, so nothing is proved";
            case INCONCLUSIVE -> "not put to the test, and why";
        };
    }

    private void coverage() {
        page.leaf("h2", "Coverage of the contract, counted on the calls that were made")
                .begin("div", "class", "scroll")
                .begin("table");
        for (Dimension dimension : run.learned().coverage()) {
            int total = dimension.total();
            page.begin("tr").leaf("td", dimension.name());
            page.leaf("td", dimension.covered() + " of " + total, "class", "n").begin("td");
            page.single(
                            "meter",
                            "class",
                            "bar",
                            "min",
                            "0",
                            "max",
                            String.valueOf(Math.max(total, 1)),
                            "value",
                            String.valueOf(dimension.covered()))
                    .closed("meter")
                    .end();
            page.begin("td", "class", "wide");
            points(dimension, Dimension.State.MISSING, "not seen, and why");
            points(dimension, Dimension.State.UNREACHABLE, "out of reach, and why");
            seen(dimension);
            page.end().end();
        }
        page.end().end();
    }

    private void points(Dimension dimension, Dimension.State state, String what) {
        Map<String, String> points = dimension.in(state);
        if (!points.isEmpty()) {
            page.begin("details").leaf("summary", points.size() + " " + what);
            Map<String, List<String>> byReason = new LinkedHashMap<>();
            points.forEach((point, why) ->
                    byReason.computeIfAbsent(why, reason -> new ArrayList<>()).add(point));
            byReason.forEach((why, these) -> page.begin("p")
                    .leaf("b", why + ": ")
                    .text(String.join(" · ", these))
                    .end());
            page.end();
        }
    }

    private void seen(Dimension dimension) {
        Map<String, String> points = dimension.in(Dimension.State.COVERED);
        if (!points.isEmpty()) {
            page.begin("details").leaf("summary", points.size() + " seen");
            page.leaf("p", String.join(" · ", points.keySet()), "class", "soft").end();
        }
    }

    private void operations() {
        page.leaf("h2", "Operations: answers and times")
                .begin("div", "class", "scroll")
                .begin("table")
                .begin("tr");
        page.leaf("th", "operation").leaf("th", "calls", "class", "n").leaf("th", "answers");
        for (String time : List.of("median", "95 %", "longest")) {
            page.leaf("th", time, "class", "n");
        }
        page.end();
        Map<String, Tally.Line> lines = new LinkedHashMap<>();
        run.contract().operations().keySet().forEach(id -> lines.put(id, Tally.Line.NONE));
        lines.putAll(run.tally().lines());
        lines.forEach(this::operation);
        page.end().end();
    }

    private void operation(String name, Tally.Line line) {
        page.begin("tr").leaf("td", name).leaf("td", String.valueOf(line.calls()), "class", "n");
        page.begin("td");
        TreeSet<Integer> statuses = new TreeSet<>(line.statuses().keySet());
        boolean known = run.contract().operations().containsKey(name);
        if (known) {
            statuses.addAll(run.contract().operation(name).answers().keySet());
        }
        for (int status : statuses) {
            int times = line.statuses().getOrDefault(status, 0);
            boolean declared = known && run.contract().operation(name).answers().containsKey(status);
            page.leaf(
                    "span",
                    status + (times == 0 ? "" : " × " + times),
                    "class",
                    "chip" + (times == 0 ? " never" : declared || !known ? "" : " strange"),
                    "title",
                    times == 0 ? "declared, never answered" : declared ? "declared" : "not declared");
        }
        page.end();
        for (int percent : new int[] {50, 95, 100}) {
            double millis = line.percentile(percent).toNanos() / 1e6;
            page.leaf("td", line.calls() == 0 ? "" : String.format(Locale.ROOT, "%.1f ms", millis), "class", "n");
        }
        page.end();
    }
}
