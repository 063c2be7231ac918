package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.mock.sandbox.FaultRule.Situation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The faults that strike in a sandbox. Safe to share between threads. */
public final class Faults {
    private static final int MOST = 200;

    /** Chance, by id of the rule. */
    private final Map<String, Random> chances = new ConcurrentHashMap<>();

    private final Cell<Rules> rules;

    /**
     * All rules.
     *
     * @param count how many there have ever been
     */
    record Rules(List<Standing> standing, long count) {
        static final Rules NONE = new Rules(List.of(), 0);
    }

    Faults(Cell.Keeper<Rules> keeper) {
        rules = new Cell<>(Rules.NONE, keeper);
    }

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

    /**
     * Adds a rule; its id is given here.
     *
     * @throws InvalidSetting if there are too many already
     */
    public FaultRule add(FaultRule wish) {
        List<Standing> after = rules.change(before -> {
                    if (before.standing().size() >= MOST) {
                        throw new InvalidSetting("/", "there are " + MOST + " rules already: remove some first");
                    }
                    FaultRule rule = new FaultRule(
                            "fault-" + (before.count() + 1),
                            wish.name(),
                            wish.fit(),
                            wish.fault(),
                            wish.probability(),
                            wish.seed(),
                            wish.times());
                    List<Standing> more = new ArrayList<>(before.standing());
                    more.add(new Standing(rule, 0));
                    return new Rules(List.copyOf(more), before.count() + 1);
                })
                .standing();
        return after.get(after.size() - 1).rule();
    }

    /** Removes the rules that are no longer wanted; tells how many there were. */
    public int remove(Predicate<FaultRule> gone) {
        int[] removed = {0};
        rules.change(before -> {
            List<Standing> left = before.standing().stream()
                    .filter(standing -> !gone.test(standing.rule()))
                    .toList();
            removed[0] = before.standing().size() - left.size();
            return new Rules(left, before.count());
        });
        chances.keySet()
                .retainAll(all().stream().map(standing -> standing.rule().id()).toList());
        return removed[0];
    }

    public List<Standing> all() {
        return rules.value().standing();
    }

    Rules rules() {
        return rules.value();
    }

    /** Has the rules that were kept elsewhere. */
    void arrived(Rules elsewhere, long version) {
        rules.arrived(elsewhere, version);
    }

    /** The faults that befall a request, in the order of the rules. */
    public List<Strike> onRequest(Situation situation) {
        return strikes(situation, false);
    }

    List<Strike> onEvent(Situation situation) {
        return strikes(situation, true);
    }

    /** Whether any rule wants to know the role; finding it out costs a look into the body. */
    public boolean askForRole() {
        return all().stream().anyMatch(standing -> standing.rule().fit().role().isPresent());
    }

    private List<Strike> strikes(Situation situation, boolean realtime) {
        if (all().stream().noneMatch(standing -> standing.rule().fault().kind().realtime() == realtime)) {
            return List.of();
        }
        List<Strike> strikes = new ArrayList<>();
        rules.change(before -> {
            strikes.clear();
            List<Standing> after = new ArrayList<>();
            for (Standing standing : before.standing()) {
                after.add(
                        standing.rule().fault().kind().realtime() == realtime
                                ? struck(standing, situation, strikes)
                                : standing);
            }
            return new Rules(List.copyOf(after), before.count());
        });
        return strikes;
    }

    private Standing struck(Standing standing, Situation situation, List<Strike> strikes) {
        FaultRule rule = standing.rule();
        if ((rule.times() > 0 && standing.struck() >= rule.times())
                || !rule.fit().fits(situation)) {
            return standing;
        }
        Random chance = chances.computeIfAbsent(
                rule.id(),
                id -> rule.seed().isPresent() ? new Random(rule.seed().getAsLong()) : new Random());
        if (chance.nextDouble() >= rule.probability()) {
            return standing;
        }
        Fault fault = rule.fault();
        strikes.add(new Strike(rule.id(), fault, fault.numbers().containsKey("millis") ? fault.millis(chance) : 0));
        return new Standing(rule, standing.struck() + 1);
    }
}
