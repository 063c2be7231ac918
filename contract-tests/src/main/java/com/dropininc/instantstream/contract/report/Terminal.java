package com.dropininc.instantstream.contract.report;

import com.dropininc.instantstream.contract.exchange.Exchange;
import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.CheckResult;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.Outcome;
import com.dropininc.instantstream.contract.verdict.RuleFindings;
import com.dropininc.instantstream.contract.verdict.RuleResult;
import com.dropininc.instantstream.contract.verdict.Verdict;
import com.dropininc.instantstream.spec.Contract;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a person reads while and after a run; it fits one screen. */
public final class Terminal {
    private static final int WIDTH = 100;
    private static final int SHOWN = 5;
    /** Why a run has no verdict is told to its end. */
    private static final int REASON = 400;

    private final PrintStream out;
    private int column;

    public Terminal(PrintStream out) {
        this.out = out;
    }

    /** The first lines: what is judged, by what, with which keys. */
    public void begin(Target target, Contract contract, int checks, Run.Settings settings, boolean demoKeys) {
        out.println("Contract " + contract.version() + " (" + contract.digest().substring(0, 12) + ") against "
                + target.baseUrl()
                + (target.name().equals(target.baseUrl()) ? "" : " (" + target.name() + ")"));
        out.println("Keys: " + String.join(", ", target.keys().byKind().keySet())
                + (target.keys().pusherSecret().isPresent() ? ", Pusher secret" : "")
                + (demoKeys ? "; the demo keys of the fixtures, since no variable is set" : ""));
        out.println(checks + " checks, up to " + target.concurrency() + " groups at once and "
                + String.format(Locale.ROOT, "%,d", Exchange.MOST_REQUESTS) + " requests for each operation, seed "
                + settings.seed());
    }

    /** What the run will cost the target, for whoever has to answer for it. */
    public void cost(String cost) {
        out.println("Plan: " + cost);
    }

    /** One sign for each check that is over. */
    public synchronized void progress(CheckResult result) {
        out.print(
                switch (result.outcome()) {
                    case PASSED -> '.';
                    case DEVIATION -> 'd';
                    case FAILED -> 'B';
                    case FLAKY -> '?';
                    case VACUOUS -> 'v';
                    case INCONCLUSIVE -> '-';
                });
        if (++column % WIDTH == 0) {
            out.println();
        }
        out.flush();
    }

    /** The last lines: verdict first. */
    public synchronized void end(Run run, Path directory) {
        Verdict verdict = run.verdict();
        if (column % WIDTH != 0) {
            out.println();
        }
        out.println();
        out.println(verdict.word().name().replace('_', ' ') + ": "
                + cut(run.target().keys().redact(verdict.reason()), REASON));
        out.printf(
                Locale.ROOT,
                "checks  %d passed, %d failed, %d with deviations, %d flaky, %d vacuous, %d inconclusive%n",
                Verdict.count(verdict.results(), Outcome.PASSED),
                Verdict.count(verdict.results(), Outcome.FAILED),
                Verdict.count(verdict.results(), Outcome.DEVIATION),
                Verdict.count(verdict.results(), Outcome.FLAKY),
                Verdict.count(verdict.results(), Outcome.VACUOUS),
                Verdict.count(verdict.results(), Outcome.INCONCLUSIVE));
        out.println("findings " + verdict.broken() + " documented rules broken, " + verdict.deviations()
                + " deviations, " + verdict.causes().size() + " causes");
        out.printf(
                Locale.ROOT,
                "calls   %d in %.1f s%n",
                run.tally().calls(),
                run.times().took().toMillis() / 1000.0);
        if (!verdict.results().isEmpty()) {
            out.println("covered " + Covered.line(run.learned().coverage()));
        }
        run.learned().observations().forEach(one -> out.println("learnt  " + cut(one.text(), REASON)));
        vacuous(run.learned().rules());
        verdict.causes().stream().limit(SHOWN).forEach(this::cause);
        if (verdict.causes().size() > SHOWN) {
            out.println("  and " + (verdict.causes().size() - SHOWN) + " more in the report");
        }
        notJudged(verdict.results());
        if (run.learned().leftBehind() > 0) {
            out.println("left    " + run.learned().leftBehind() + " streams could not be ended");
        }
        out.println("report  " + directory.resolve("index.html"));
    }

    private void vacuous(List<RuleResult> rules) {
        List<String> empty = rules.stream()
                .filter(result -> result.outcome() == Outcome.VACUOUS)
                .map(result -> result.rule().id())
                .toList();
        if (!empty.isEmpty()) {
            out.println("vacuous " + cut(empty.size() + " rules, nothing proved: " + String.join(", ", empty)));
        }
    }

    private void cause(Verdict.Cause cause) {
        Finding finding = cause.main().first();
        out.println();
        out.println((finding.broken() ? "  BROKEN     " : "  deviation  ")
                + finding.rule().id() + ", " + cause.main().where()
                + (cause.main().checks().size() > 1
                        ? " (" + cause.main().checks().size() + " checks)"
                        : ""));
        out.println("             " + cut(finding.rule().statement()));
        out.println("             expected " + cut(finding.expected()));
        out.println("             seen     " + cut(finding.seen()));
        out.println("             " + cut(finding.provenance().toString()));
        for (RuleFindings follower : cause.followers()) {
            String level = follower.first().provenance().level().word();
            out.println("             with it  "
                    + cut(follower.first().rule().id() + " (" + level + "), " + follower.where()));
        }
        if (!cause.blocked().isEmpty()) {
            out.println("             blocks   " + cause.blocked().size() + " checks");
        }
    }

    private void notJudged(List<CheckResult> results) {
        Map<String, Long> reasons = results.stream()
                .filter(result -> !result.reason().isEmpty() && result.outcome() != Outcome.VACUOUS)
                .collect(Collectors.groupingBy(CheckResult::reason, TreeMap::new, Collectors.counting()));
        if (!reasons.isEmpty()) {
            out.println("inconclusive or flaky:");
            reasons.entrySet().stream()
                    .limit(SHOWN)
                    .forEach(reason -> out.println("  " + reason.getValue() + " x " + cut(reason.getKey())));
        }
    }

    private static String cut(String text) {
        return cut(text, WIDTH);
    }

    private static String cut(String text, int width) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= width ? line : line.substring(0, width - 3) + "...";
    }

    /** The checks with their sentences and the provenance of what they are about. */
    public void list(List<CheckInfo> checks, Contract contract) {
        for (CheckInfo check : checks) {
            out.printf(
                    Locale.ROOT,
                    "%-45s %-10s %s%n",
                    check.id(),
                    contract.rule(check.rules().get(0)).provenance().level().word(),
                    check.sentence());
        }
        out.println(checks.size() + " checks");
    }
}
