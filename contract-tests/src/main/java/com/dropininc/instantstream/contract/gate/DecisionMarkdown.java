package com.dropininc.instantstream.contract.gate;

import java.util.Locale;

/** A decision as Markdown: for a release, a pull request or a chat. */
final class DecisionMarkdown {
    private static final int MOST_REASONS = 25;

    private final StringBuilder text = new StringBuilder();

    private DecisionMarkdown() {}

    static String of(Decision decision) {
        DecisionMarkdown markdown = new DecisionMarkdown();
        markdown.head(decision);
        markdown.reasons(decision);
        markdown.environments(decision);
        markdown.exceptions(decision);
        decision.notes().forEach(note -> markdown.line("- Note: " + plain(note) + "."));
        markdown.foot(decision);
        return markdown.text.toString();
    }

    private void head(Decision decision) {
        String sign = switch (decision.word()) {
            case GO -> "🟢";
            case NO_GO -> "🔴";
            case INCONCLUSIVE -> "⚪";
        };
        line("## " + sign + " " + decision.word().text() + ": " + plain(decision.sentence()));
        line("");
        decision.overruled().ifPresent(override -> {
            line("> **Overruled** by " + plain(override.person()) + " until " + override.expires() + ": "
                    + plain(override.reason()));
            line("");
        });
    }

    private void reasons(Decision decision) {
        if (decision.reasons().isEmpty()) {
            return;
        }
        int number = 0;
        for (Reason reason : decision.reasons().stream().limit(MOST_REASONS).toList()) {
            line(++number + ". **" + reason.kind().word() + "** " + plain(reason.text()) + " `" + reason.id() + "`");
            reason.detail().ifPresent(detail -> line("   " + plain(detail)));
        }
        if (decision.reasons().size() > MOST_REASONS) {
            line("");
            line("and " + (decision.reasons().size() - MOST_REASONS) + " more in `decision.json`");
        }
        line("");
    }

    private void environments(Decision decision) {
        line("| environment | came to | checks | deviations | waived | coverage | slowest p95 | judged | build |");
        line("|---|---|---|---|---|---|---|---|---|");
        for (Decision.Judged judged : decision.environments()) {
            line("| " + plain(judged.environment()) + " | " + judged.outcome() + " | "
                    + judged.report()
                            .map(report -> String.format(
                                    Locale.ROOT,
                                    "%d of %d | %d | %d | %.0f %% | %.0f ms | %s ago | %s",
                                    report.executed(),
                                    report.planned(),
                                    judged.deviations(),
                                    judged.waived(),
                                    report.coverageOfAll(),
                                    report.slowest(),
                                    Words.span(
                                            report.age(decision.circumstances().at())),
                                    plain(report.bound().build().orElse("not named"))))
                            .orElse("- | - | - | - | - | never | -")
                    + " |");
        }
        line("");
    }

    private void exceptions(Decision decision) {
        for (Decision.WaiverUse use : decision.waivers()) {
            Policy.Waiver waiver = use.waiver();
            line("- Waiver (" + use.use() + "): " + plain(waiver.name()) + ", until " + waiver.expires() + ", by "
                    + plain(waiver.owner()) + ": " + plain(waiver.reason()));
        }
        for (Decision.OverrideUse use : decision.overrides()) {
            Policy.Override override = use.override();
            line("- Override (" + use.use() + "): by " + plain(override.person()) + ", until " + override.expires()
                    + ": " + plain(override.reason()) + " `" + String.join("` `", override.findings()) + "`");
        }
    }

    private void foot(Decision decision) {
        line("");
        String bound = decision.environments().stream()
                .flatMap(judged -> judged.report().stream())
                .findFirst()
                .map(report -> "contract " + report.bound().contractVersion() + " ("
                        + report.bound().contractSha256().substring(0, 12) + "), suite "
                        + report.bound().suiteVersion() + ", ")
                .orElse("");
        line("<sub>" + bound + "policy: " + plain(decision.circumstances().policy()) + ", decided "
                + decision.circumstances().at().toString().substring(0, 19) + "Z</sub>");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** Nothing of a target's becomes markup. */
    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_{}\\[\\]<>|#])", "\\\\$1");
    }
}
