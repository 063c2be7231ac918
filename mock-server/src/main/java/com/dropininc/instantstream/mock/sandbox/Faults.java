package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.mock.sandbox.FaultRule.Situation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** The faults that strike in a sandbox. Safe to share between threads. */
public final class Faults {
    private static final int MOST = 200;

    private final Map<String, Armed> rules = new LinkedHashMap<>(1);
    private long count;

    /** A rule and how often it has struck. */
    public record Standing(FaultRule rule, int struck) {}

    /**
     * A fault that strikes now.
     *
     * @param rule id of the rule behind it; empty for one that the request asked for
     * @param millis how long it holds things up, where it does
     */
    public record Strike(String rule, Fault fault, long millis) {
        /** A fault that a request asked for by header. */
        public static Strike asked(Fault fault) {
            return new Strike("", fault, fault.numbers().containsKey("millis") ? fault.millis(new Random()) : 0);
        }
    }

    private static final class Armed {
        private final FaultRule rule;
        private final Random random;
        private int struck;

        Armed(FaultRule rule) {
            this.rule = rule;
            this.random = rule.seed().isPresent() ? new Random(rule.seed().getAsLong()) : new Random();
        }

        boolean strikes(Situation situation) {
            boolean strikes = (rule.times() == 0 || struck < rule.times())
                    && rule.fit().fits(situation)
                    && random.nextDouble() < rule.probability();
            struck += strikes ? 1 : 0;
            return strikes;
        }
    }

    /**
     * Adds a rule; its id is given here.
     *
     * @throws InvalidSetting if there are too many already
     */
    public synchronized FaultRule add(FaultRule wish) {
        if (rules.size() >= MOST) {
            throw new InvalidSetting("/", "there are " + MOST + " rules already: remove some first");
        }
        FaultRule rule = new FaultRule(
                "fault-" + ++count,
                wish.name(),
                wish.fit(),
                wish.fault(),
                wish.probability(),
                wish.seed(),
                wish.times());
        rules.put(rule.id(), new Armed(rule));
        return rule;
    }

    /** Removes the rules that are no longer wanted; tells how many there were. */
    public synchronized int remove(Predicate<FaultRule> gone) {
        int before = rules.size();
        rules.values().removeIf(armed -> gone.test(armed.rule));
        return before - rules.size();
    }

    public synchronized List<Standing> all() {
        return rules.values().stream()
                .map(armed -> new Standing(armed.rule, armed.struck))
                .toList();
    }

    /** The faults that befall a request, in the order of the rules. */
    public List<Strike> onRequest(Situation situation) {
        return strikes(situation, false);
    }

    List<Strike> onEvent(Situation situation) {
        return strikes(situation, true);
    }

    /** Whether any rule wants to know the role; finding it out costs a look into the body. */
    public synchronized boolean askForRole() {
        return rules.values().stream().anyMatch(armed -> armed.rule.fit().role().isPresent());
    }

    private synchronized List<Strike> strikes(Situation situation, boolean realtime) {
        if (rules.isEmpty()) {
            return List.of();
        }
        List<Strike> strikes = new ArrayList<>();
        for (Armed armed : rules.values()) {
            Fault fault = armed.rule.fault();
            if (fault.kind().realtime() == realtime && armed.strikes(situation)) {
                long millis = fault.numbers().containsKey("millis") ? fault.millis(armed.random) : 0;
                strikes.add(new Strike(armed.rule.id(), fault, millis));
            }
        }
        return strikes;
    }
}
