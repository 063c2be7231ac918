package com.dropininc.instantstream.contract.gate;

import com.dropininc.instantstream.contract.report.Page;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A decision as one page that needs nothing beside it and fits one sheet of paper. */
final class DecisionPage {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);
    private static final int MOST_REASONS = 25;

    private final Decision decision;
    private final Page page = new Page();

    private DecisionPage(Decision decision) {
        this.decision = decision;
    }

    static String of(Decision decision) {
        return new DecisionPage(decision).page();
    }

    private String page() {
        page.begin("html", "lang", "en").begin("head").single("meta", "charset", "utf-8");
        page.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.leaf("title", decision.word().text() + ": " + decision.sentence());
        page.style(Page.resource(DecisionPage.class, "decision.css")).end();
        page.begin("body").begin("main");
        verdict();
        reasons();
        environments();
        exceptions();
        foot();
        return page.end().end().end().html();
    }

    private void verdict() {
        String colour = switch (decision.word()) {
            case GO -> "go";
            case NO_GO -> "no";
            case INCONCLUSIVE -> "open";
        };
        page.begin("header", "class", colour);
        page.leaf("div", decision.word().text(), "class", "word");
        page.begin("div");
        page.leaf("p", Words.capital(decision.sentence()), "class", "sentence");
        page.leaf(
                "p",
                "Decided " + moment(decision.circumstances().at())
                        + decision.circumstances()
                                .build()
                                .map(build -> ", for build " + build)
                                .orElse(""),
                "class",
                "soft");
        page.end().end();
        decision.overruled().ifPresent(override -> {
            page.begin("div", "class", "overruled");
            page.leaf("b", "Overruled by " + override.person() + ", until " + override.expires());
            page.leaf("p", override.reason());
            page.end();
        });
    }

    private void reasons() {
        if (decision.reasons().isEmpty()) {
            return;
        }
        page.leaf("h2", "Why");
        page.begin("ol", "class", "reasons");
        for (Reason reason : decision.reasons().stream().limit(MOST_REASONS).toList()) {
            page.begin("li", "class", reason.kind().blocks() ? "no" : "open");
            page.begin("p").leaf("span", reason.kind().word(), "class", "tag");
            page.text(" " + Words.capital(reason.text()) + ".").end();
            reason.detail().ifPresent(detail -> page.leaf("p", Words.capital(detail), "class", "soft"));
            page.leaf("code", reason.id()).end();
        }
        page.end();
        int more = decision.reasons().size() - MOST_REASONS;
        if (more > 0) {
            page.leaf("p", "and " + more + " more in decision.json", "class", "soft");
        }
    }

    private void environments() {
        page.leaf("h2", "What it rests on");
        page.begin("div", "class", "cards");
        decision.environments().forEach(this::environment);
        page.end();
    }

    private void environment(Decision.Judged judged) {
        page.begin("section", "class", "card " + colour(judged.outcome()));
        page.begin("h3").text(judged.environment() + " ").leaf("span", judged.outcome(), "class", "tag");
        page.end();
        if (judged.report().isEmpty()) {
            page.leaf("p", "There is no report of it.", "class", "soft").end();
            return;
        }
        StoredReport report = judged.report().get();
        page.begin("dl");
        row(
                "judged",
                Words.span(report.age(decision.circumstances().at())) + " ago ("
                        + SHORT.format(report.end().atOffset(ZoneOffset.UTC)) + ")");
        row("address", report.bound().baseUrl());
        row("build", report.bound().build().orElse("not named"));
        row("checks", report.executed() + " of " + report.planned() + " judged");
        row(
                "findings",
                report.findings().size() + ", of them " + Words.plural(judged.deviations(), "deviation") + ", "
                        + judged.waived() + " waived");
        report.coverage()
                .forEach(seen -> row(seen.of(), String.format(Locale.ROOT, "%d of %d", seen.covered(), seen.total())));
        row("slowest", String.format(Locale.ROOT, "%.0f ms (p95)", report.slowest()));
        page.end().end();
    }

    private void row(String name, String value) {
        page.leaf("dt", name).leaf("dd", value);
    }

    private static String colour(String outcome) {
        return switch (outcome) {
            case "passed" -> "go";
            case "failed" -> "no";
            case "deviation" -> "warn";
            default -> "open";
        };
    }

    private void exceptions() {
        if (!decision.waivers().isEmpty() || !decision.overrides().isEmpty()) {
            page.leaf("h2", "Exceptions");
            page.begin("table").begin("tr");
            List.of("kind", "state", "what", "who", "until", "why").forEach(head -> page.leaf("th", head));
            page.end();
            decision.waivers()
                    .forEach(use -> exception(List.of(
                            "waiver",
                            use.use(),
                            use.waiver().name(),
                            use.waiver().owner(),
                            use.waiver().expires().toString(),
                            use.waiver().reason())));
            decision.overrides()
                    .forEach(use -> exception(List.of(
                            "override",
                            use.use(),
                            String.join(", ", use.override().findings()),
                            use.override().person(),
                            use.override().expires().toString(),
                            use.override().reason())));
            page.end();
        }
        if (!decision.notes().isEmpty()) {
            page.leaf("h2", "Notes").begin("ul");
            decision.notes().forEach(note -> page.leaf("li", Words.capital(note) + "."));
            page.end();
        }
    }

    private void exception(List<String> cells) {
        page.begin("tr");
        cells.forEach(cell -> page.leaf("td", cell));
        page.end();
    }

    private void foot() {
        page.begin("footer");
        decision.environments().stream()
                .flatMap(judged -> judged.report().stream())
                .findFirst()
                .ifPresent(report -> page.leaf(
                        "p",
                        "Judged by contract " + report.bound().contractVersion() + ", SHA-256 "
                                + report.bound().contractSha256() + ", with suite "
                                + report.bound().suiteVersion() + "."));
        page.leaf("p", "Policy: " + decision.circumstances().policy() + ".");
        decision.environments()
                .forEach(judged -> judged.report()
                        .ifPresent(report ->
                                page.leaf("p", "Report of " + judged.environment() + ": " + report.digest() + ".")));
        page.end();
    }

    private static String moment(Instant instant) {
        return MOMENT.format(instant.atOffset(ZoneOffset.UTC));
    }
}
