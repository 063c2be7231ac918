package com.dropininc.instantstream.contract.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the findings of one report weigh under the demands of the policy. For one thread. */
final class FindingsScale {
    private final StoredReport report;
    private final Policy.Demands demands;
    private final List<Reason> reasons = new ArrayList<>();
    private int broken;
    private int deviations;
    private int waived;

    FindingsScale(StoredReport report, Policy.Demands demands, WaiverBook waivers) {
        this.report = report;
        this.demands = demands;
        report.findings().stream()
                .sorted(Comparator.comparing((StoredReport.Finding finding) -> -finding.checks()))
                .forEach(finding -> weigh(finding, waivers));
    }

    private void weigh(StoredReport.Finding finding, WaiverBook waivers) {
        WaiverBook.Answer answer = waivers.of(report.environment(), finding);
        if (answer.waived()) {
            waived++;
            return;
        }
        boolean blocks = demands.levels().contains(finding.level());
        if (answer.expired().isPresent()) {
            broken++;
            Policy.Waiver waiver = answer.expired().get();
            add(
                    Reason.Kind.EXPIRED_WAIVER,
                    finding,
                    "the waiver of " + waiver.name() + " has expired on " + waiver.expires() + "; ask "
                            + waiver.owner());
        } else if (blocks) {
            broken++;
            add(
                    Reason.Kind.BROKEN,
                    finding,
                    report.environment() + " breaks " + finding.rule() + " (" + finding.level() + ") on "
                            + finding.where() + ": " + lower(finding.statement()));
        } else {
            deviations++;
            if (!demands.verdicts().contains("deviation")) {
                add(
                        Reason.Kind.DEVIATION,
                        finding,
                        report.environment() + " deviates from " + finding.rule() + " (" + finding.level() + ") on "
                                + finding.where());
            }
        }
    }

    private void add(Reason.Kind kind, StoredReport.Finding finding, String text) {
        String what = String.valueOf(finding.identities().stream().sorted().toList());
        reasons.add(Reason.of(
                kind,
                report.environment(),
                what,
                text,
                Optional.of("expected " + finding.expected() + ", seen " + finding.seen())));
    }

    private static String lower(String statement) {
        String plain = statement.replaceAll("\\s+", " ").replaceAll("\\.$", "");
        return plain.isEmpty() ? plain : Character.toLowerCase(plain.charAt(0)) + plain.substring(1);
    }

    List<Reason> reasons() {
        return reasons;
    }

    int deviations() {
        return deviations;
    }

    int waived() {
        return waived;
    }

    /** What it comes to, in one word. */
    String outcome() {
        if (broken > 0) {
            return "failed";
        }
        return deviations > 0 ? "deviation" : "passed";
    }
}
