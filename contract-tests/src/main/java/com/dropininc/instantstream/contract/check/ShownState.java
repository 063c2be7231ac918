package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.spec.Rule;
import java.util.List;

/**
 * Weighs the refusal of an act by the state that the stream itself shows: one that it is in by another lifecycle than
 * ours, or will leave within the lag, breaks our rows, which are assumed, and not the promise that the act works.
 */
final class ShownState {
    private ShownState() {}

    static List<Finding> weighed(Bench bench, Live live, List<Finding> findings) {
        boolean promise = findings.stream().anyMatch(ShownState::promised);
        return promise && elsewhere(bench, live)
                ? findings.stream().map(finding -> weighed(bench, finding)).toList()
                : findings;
    }

    /** Waits until an act that is under way has taken effect: its answer shows a state that is none of ours. */
    static void settled(Bench bench, Live live, Answer answer) {
        String shown = answer.textAt(Field.STATUS).orElse("");
        boolean ours = bench.contract().lifecycle().states().containsKey(shown);
        if (!shown.isEmpty() && !ours) {
            bench.session().lag().becomes(shown, () -> shown(bench, live).equals(live.state()));
        }
    }

    private static boolean promised(Finding finding) {
        return finding.broken() && finding.kind() == Finding.Kind.REFUSED;
    }

    private static boolean elsewhere(Bench bench, Live live) {
        String shown = shown(bench, live);
        boolean ours = bench.contract().lifecycle().states().containsKey(shown);
        return !shown.isEmpty()
                && !shown.equals(live.state())
                && (ours || bench.session().lag().shows(() -> shown(bench, live).equals(live.state())));
    }

    private static String shown(Bench bench, Live live) {
        Answer stream = bench.plain(bench.call("getStream", live));
        return stream.success() ? stream.textAt(Field.STATUS).orElse("") : "";
    }

    private static Finding weighed(Bench bench, Finding finding) {
        if (!promised(finding)) {
            return finding;
        }
        Rule rule = bench.contract().rule("lifecycle-allowed");
        return new Finding(
                rule,
                rule.provenance(),
                finding.subject(),
                finding.kind(),
                finding.expected(),
                finding.seen(),
                finding.evidence());
    }
}
