package com.dropininc.instantstream.contract.report;

import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.Outcome;
import com.dropininc.instantstream.contract.verdict.RuleFindings;
import com.dropininc.instantstream.contract.verdict.Verdict;
import java.util.List;
import java.util.Locale;

/** The run as Markdown, for a pull request, and as the commands by which a GitHub workflow is annotated. */
final class Markdown {
    private static final int SHOWN = 20;

    private static final List<Outcome> COLUMNS = List.of(
            Outcome.PASSED, Outcome.FAILED, Outcome.DEVIATION, Outcome.FLAKY, Outcome.VACUOUS, Outcome.INCONCLUSIVE);

    private Markdown() {}

    static String summary(Run run) {
        Verdict verdict = run.verdict();
        StringBuilder text = new StringBuilder("## Contract " + JsonReport.word(verdict.word()) + "\n\n");
        text.append(cell(verdict.reason())).append("\n\n");
        text.append(
                "`" + run.target().baseUrl() + "`, contract " + run.contract().version() + " ("
                        + run.contract().digest().substring(0, 12) + "), seed "
                        + run.settings().seed()
                        + run.settings()
                                .build()
                                .map(build -> ", build `" + cell(build) + "`")
                                .orElse("") + "\n\n");
        text.append("| passed | failed | deviation | flaky | vacuous | inconclusive | calls | time |\n")
                .append("|---:|---:|---:|---:|---:|---:|---:|---:|\n|");
        for (Outcome outcome : COLUMNS) {
            text.append(" " + Verdict.count(verdict.results(), outcome) + " |");
        }
        text.append(String.format(
                Locale.ROOT,
                " %d | %.1f s |%n",
                run.tally().calls(),
                run.times().took().toMillis() / 1000.0));
        text.append("\nCovered: " + Covered.line(run.learned().coverage()) + "\n");
        findings(text, verdict);
        return text.toString();
    }

    private static void findings(StringBuilder text, Verdict verdict) {
        List<RuleFindings> findings = verdict.findings();
        if (findings.isEmpty()) {
            return;
        }
        text.append("\n| | rule | on | expected | seen | source |\n|---|---|---|---|---|---|\n");
        findings.stream().limit(SHOWN).forEach(found -> {
            Finding finding = found.first();
            text.append("| "
                    + (finding.broken() ? "**broken**" : "deviation") + " | `"
                    + finding.rule().id() + "` "
                    + cell(finding.rule().statement()) + " | " + cell(found.where()) + " | "
                    + cell(finding.expected()) + " | " + cell(finding.seen()) + " | "
                    + cell(finding.provenance().toString()) + " |\n");
        });
        if (findings.size() > SHOWN) {
            text.append("\nand " + (findings.size() - SHOWN) + " more in the report\n");
        }
    }

    /** One line for each finding, as a GitHub workflow reads them from the output of a step. */
    static String annotations(Run run) {
        StringBuilder text = new StringBuilder();
        for (RuleFindings findings : run.verdict().findings()) {
            Finding finding = findings.first();
            boolean blocks = finding.broken() || run.settings().strict();
            text.append((blocks ? "::error" : "::warning") + " title="
                    + property(finding.rule().id()) + "::" + data(finding.line()) + "\n");
        }
        return text.toString();
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    /** Nothing of the target's becomes markup. */
    private static String cell(String text) {
        String line = text.replaceAll("\\s+", " ");
        String cut = line.length() > 200 ? line.substring(0, 200) + "..." : line;
        return cut.replaceAll("([\\\\`*_{}\\[\\]<>#|!~])", "\\\\$1").replace("@", "&#64;");
    }
}
