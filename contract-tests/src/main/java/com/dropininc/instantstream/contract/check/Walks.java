package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.model.Shrinking;
import com.dropininc.instantstream.contract.model.Step;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Takes walks, and makes one that goes wrong as short as it can be. */
final class Walks {
    private static final int REPLAYS = 30;
    /** How long a failing walk may be tried shorter. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** A new stream, and what is done with it. */
    record Walk(Step first, List<Step> steps) {}

    private Walks() {}

    /** Takes all walks; the first one with a finding is made as short as it can be, and ends them. */
    static boolean taken(Bench bench, List<Walk> walks) {
        for (Walk walk : walks) {
            List<Step> taken = new ArrayList<>();
            List<Finding> found = findings(bench, walk, taken);
            if (!found.isEmpty()) {
                told(bench, new Walk(walk.first(), shortest(bench, new Walk(walk.first(), taken), found)), found);
                return false;
            }
        }
        return true;
    }

    private static List<Step> shortest(Bench bench, Walk walk, List<Finding> found) {
        String rule = found.get(0).rule().id();
        long end = System.nanoTime() + PATIENCE.toNanos();
        return Shrinking.shortest(
                walk.steps(),
                steps -> System.nanoTime() - end < 0
                        && findings(bench, new Walk(walk.first(), steps), new ArrayList<>()).stream()
                                .anyMatch(other -> other.rule().id().equals(rule)),
                REPLAYS);
    }

    private static List<Finding> findings(Bench bench, Walk walk, List<Step> taken) {
        try {
            return once(bench, walk, taken, false);
        } catch (NotJudged e) {
            if (e.why() != NotJudged.Cause.WEATHER || !bench.session().weather().calm(Optional.empty())) {
                throw e;
            }
        }
        // A walk on a fresh stream is cheaper than all of them again.
        bench.session().weather().note(bench.info().id());
        taken.clear();
        return once(bench, walk, taken, true);
    }

    private static List<Finding> once(Bench bench, Walk walk, List<Step> taken, boolean again) {
        Bench scratch = bench.session().bench(bench.info());
        try {
            Walker.walk(scratch, walk.first(), walk.steps(), taken::add);
            scratch.lives().finish();
        } catch (NotJudged e) {
            boolean weather = e.why() == NotJudged.Cause.WEATHER;
            if (weather && again) {
                scratch.sightings().own().forEach(bench::found);
            }
            // What stands in the way of the walk is what it found.
            if (weather || scratch.sightings().own().isEmpty()) {
                throw e;
            }
        }
        bench.looked(scratch);
        scratch.sightings().passing().forEach(bench::found);
        return scratch.sightings().own();
    }

    /** What the shortest walk shows; if it no longer shows it, what the walk showed before. */
    private static void told(Bench bench, Walk walk, List<Finding> before) {
        List<Finding> again = findings(bench, walk, new ArrayList<>());
        String after = " after " + walk.first()
                + walk.steps().stream().map(step -> ", " + step).collect(Collectors.joining());
        for (Finding finding : again.isEmpty() ? before : again) {
            bench.found(finding.after(after));
        }
    }
}
