package com.dropininc.instantstream.contract.report;

import com.dropininc.instantstream.contract.verdict.Evidence;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.RuleFindings;
import com.dropininc.instantstream.contract.verdict.Verdict;
import com.dropininc.instantstream.spec.Provenance;

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
        long documented = run.verdict().broken();
        page.leaf("h2", "What was found");
        page.leaf(
                "p",
                documented + " documented rules broken, " + run.verdict().deviations() + " deviations, "
                        + run.verdict().causes().size() + " causes",
                "class",
                "soft");
        run.verdict().causes().forEach(this::cause);
    }

    private void cause(Verdict.Cause cause) {
        Finding finding = cause.main().first();
        page.begin("article", "class", "card " + kind(finding));
        heading("h3", cause.main());
        difference(finding);
        about(cause);
        finding.evidence().ifPresent(evidence -> evidence(finding, evidence));
        cause.followers().forEach(this::follower);
        page.end();
    }

    /** What the same cause shows besides: under its own rule and level. */
    private void follower(RuleFindings findings) {
        Finding finding = findings.first();
        page.begin("details").begin("summary");
        page.text("with it: " + finding.rule().id() + " · " + findings.where() + " ")
                .leaf("span", word(finding), "class", "tag " + kind(finding))
                .end();
        heading("h4", findings);
        difference(finding);
        page.begin("dl");
        facts(findings);
        page.end();
        finding.evidence().ifPresent(evidence -> evidence(finding, evidence));
        page.end();
    }

    private void heading(String element, RuleFindings findings) {
        Finding finding = findings.first();
        page.begin(element)
                .text(finding.rule().statement() + " ")
                .leaf("span", word(finding), "class", "tag " + kind(finding))
                .end();
        page.leaf("p", finding.rule().id() + " · " + String.join(", ", findings.subjects()), "class", "soft");
    }

    private static String kind(Finding finding) {
        return finding.broken() ? "failed" : "deviation";
    }

    private static String word(Finding finding) {
        return finding.broken() ? "broken" : "deviation";
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
        page.begin("dl");
        facts(cause.main());
        if (!cause.blocked().isEmpty()) {
            entry("blocks", String.join(", ", cause.blocked()));
        }
        page.end();
    }

    private void facts(RuleFindings findings) {
        Provenance provenance = findings.first().provenance();
        entry(provenance.level().word(), provenance.source());
        entry("seen", findings.count() + " times");
        entry("checks", String.join(", ", findings.checks()));
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
