package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Exchange;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.verdict.Evidence;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.spec.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What one attempt at a check saw, with the calls that led there. Safe to share between the threads of the check.
 */
final class Sightings {
    /** A longer script helps nobody. */
    private static final int LONGEST_SCRIPT = 40;

    /** A call that changed something, and the token of the stream that it made. */
    private record Step(Call call, String made) {}

    private final Exchange exchange;
    private final UnaryOperator<String> redact;
    private final List<Finding> own = new ArrayList<>();
    private final List<Finding> passing = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> tested = new HashSet<>();

    Sightings(Exchange exchange, UnaryOperator<String> redact) {
        this.exchange = exchange;
        this.redact = redact;
    }

    /** Remembers a call that may lead to something; reads lead nowhere. */
    synchronized void sent(Call call, Answer answer) {
        if (!call.method().equals("GET") && steps.size() <= LONGEST_SCRIPT) {
            boolean creates = call.operation().filter(exchange::creates).isPresent();
            String made = creates ? answer.token().orElse("") : "";
            steps.add(new Step(call, made));
        }
    }

    /** Something that the rule speaks of is there, and is held against it. */
    synchronized void tests(Rule rule) {
        tested.add(rule.id());
    }

    /** Holds something against a rule; {@code words} are what is expected and what is seen. */
    boolean hold(Rule rule, String subject, boolean ok, List<?> words, Optional<Evidence> shown) {
        tests(rule);
        if (!ok) {
            String expected = String.valueOf(words.get(0));
            found(new Finding(rule, rule.provenance(), subject, expected, String.valueOf(words.get(1)), shown));
        }
        return ok || exchange.rehearses();
    }

    /** What others have held against a rule for the same check counts too. */
    void testsWhat(Sightings others) {
        Set<String> more = others.tested();
        synchronized (this) {
            tested.addAll(more);
        }
    }

    /** Ids of the rules that something was held against. */
    synchronized Set<String> tested() {
        return Set.copyOf(tested);
    }

    /** What breaks a rule that every answer is held to is reported once, by no check of its own. */
    synchronized void found(Finding finding) {
        boolean everywhere =
                Exchange.rulesOfEveryAnswer().contains(finding.rule().id());
        keep(finding, everywhere ? passing : own);
    }

    /** What an answer showed in passing. */
    synchronized void inPassing(Finding finding) {
        keep(finding, passing);
    }

    /** Nobody breaks anything in a rehearsal, whatever its answers lack. */
    private void keep(Finding finding, List<Finding> where) {
        tested.add(finding.rule().id());
        if (!exchange.rehearses()) {
            where.add(traced(finding));
        }
    }

    synchronized List<Finding> own() {
        return List.copyOf(own);
    }

    synchronized List<Finding> passing() {
        return List.copyOf(passing);
    }

    synchronized List<Finding> all() {
        return Stream.concat(own.stream(), passing.stream()).toList();
    }

    private Finding traced(Finding raw) {
        Finding finding = raw.redacted(redact);
        return finding.shownBy(finding.evidence().map(this::traced));
    }

    private Evidence traced(Evidence evidence) {
        return steps.isEmpty() || steps.size() > LONGEST_SCRIPT ? evidence : evidence.after(script(evidence.curl()));
    }

    /** All steps as a script; each token that a request answers with becomes a variable. */
    private String script(String last) {
        Map<String, String> names = new LinkedHashMap<>();
        StringBuilder script = new StringBuilder();
        boolean there = false;
        for (Step step : steps) {
            String curl = exchange.curl(step.call());
            String line = named(curl, names);
            there = curl.equals(last);
            if (!step.made().isEmpty()) {
                String name = "TOKEN" + (names.size() + 1);
                names.put(step.made(), name);
                line = name + "=$(" + line.replace("curl -sS -i", "curl -sS") + " | sed -n 's/.*\"" + Field.TOKEN
                        + "\" *: *\"\\([^\"]*\\)\".*/\\1/p')";
            }
            script.append(line).append('\n');
        }
        return there
                ? script.toString()
                : script.append(named(last, names)).append('\n').toString();
    }

    private static String named(String line, Map<String, String> names) {
        String named = line;
        for (Map.Entry<String, String> name : names.entrySet()) {
            named = named.replace(name.getKey(), "'\"$" + name.getValue() + "\"'");
        }
        return named;
    }
}
