package com.dropininc.instantstream.contract.report;

import com.dropininc.instantstream.contract.verdict.Evidence;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.Verdict;
import java.util.stream.Collectors;

/** The sections of the page that tell what was found: each with what was sent, what came, and how to see it again. */
final class FindingPages {
    private final Run run;
    private final Page page;

    FindingPages(Run run, Page page) {
        this.run = run;
        this.page = page;
    }

    void write() {
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
            difference(finding);
            about(cause);
            finding.evidence().ifPresent(evidence -> evidence(finding, evidence));
            page.end();
        }
    }

    private void difference(Finding finding) {
        page.begin("div", "class", "difference");
        page.begin("p", "class", "expected")
                .leaf("b", "expected")
                .leaf("span", finding.expected())
                .end();
        page.begin("p", "class", "seen")
                .leaf("b", "seen")
                .leaf("span", finding.seen())
                .end();
        page.end();
    }

    private void about(Verdict.Cause cause) {
        Finding finding = cause.first();
        page.begin("dl");
        entry(finding.provenance().level().word(), finding.provenance().source());
        entry("checks", String.join(", ", cause.checks()));
        if (!cause.followers().isEmpty()) {
            page.leaf("dt", "with it").begin("dd").begin("details");
            page.leaf(
                    "summary",
                    cause.followers().stream()
                            .map(follower -> follower.rule().id())
                            .distinct()
                            .collect(Collectors.joining(", ")));
            cause.followers().forEach(follower -> page.leaf("p", follower.line(), "class", "soft"));
            page.end().end();
        }
        if (!cause.blocked().isEmpty()) {
            entry("blocks", String.join(", ", cause.blocked()));
        }
        page.end();
    }

    private void entry(String name, String text) {
        page.leaf("dt", name).leaf("dd", text);
    }

    private void evidence(Finding finding, Evidence evidence) {
        Mark mark = Mark.of(finding, evidence);
        page.begin("div", "class", "pair");
        page.begin("div").leaf("h4", "sent");
        page.marked("pre", evidence.request(), mark.inRequest()).end();
        page.begin("div").leaf("h4", "answered");
        page.marked("pre", evidence.answer(), mark.inAnswer()).end();
        page.end();
        page.begin("details").leaf("summary", "the call again, by curl");
        page.leaf("pre", evidence.curl(), "class", "copy").end();
        if (!evidence.script().isEmpty()) {
            page.begin("details").leaf("summary", "all that led there, as a script");
            page.leaf("pre", evidence.script(), "class", "copy").end();
        }
    }
}
