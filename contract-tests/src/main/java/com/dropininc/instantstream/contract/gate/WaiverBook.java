package com.dropininc.instantstream.contract.gate;

import com.dropininc.instantstream.spec.Nearest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The waivers of a policy on one day, and which of them were needed. For one thread. */
final class WaiverBook {
    private final List<Policy.Waiver> waivers;
    private final LocalDate today;
    private final Map<Policy.Waiver, String> uses = new HashMap<>();

    WaiverBook(List<Policy.Waiver> waivers, LocalDate today) {
        this.waivers = waivers;
        this.today = today;
    }

    /**
     * What is said about a finding.
     *
     * @param waived whether every subject of it is waived
     * @param expired a waiver of it that is over
     */
    record Answer(boolean waived, Optional<Policy.Waiver> expired) {}

    /** @throws GateException if a waiver is for an environment that nobody asks about */
    void known(Set<String> judged, Set<String> asked) {
        Set<String> known = new TreeSet<>(judged);
        known.addAll(asked);
        for (Policy.Waiver waiver : waivers) {
            String hint = Nearest.hint(waiver.environment(), known);
            if (!known.contains(waiver.environment()) && hint.startsWith("did you mean")) {
                throw new GateException("the waiver of " + waiver.name() + " is for an unknown environment; " + hint);
            }
        }
    }

    Answer of(String environment, StoredReport.Finding finding) {
        List<Policy.Waiver> fitting = waivers.stream()
                .filter(waiver -> waiver.rule().equals(finding.rule())
                        && waiver.environment().equals(environment)
                        && finding.subjects().contains(waiver.operation()))
                .toList();
        fitting.forEach(waiver -> uses.put(waiver, waiver.expired(today) ? "lapsed" : "used"));
        boolean waived = finding.subjects().stream()
                .allMatch(subject -> fitting.stream()
                        .anyMatch(waiver -> waiver.operation().equals(subject) && !waiver.expired(today)));
        return new Answer(
                waived, fitting.stream().filter(waiver -> waiver.expired(today)).findFirst());
    }

    List<Decision.WaiverUse> uses() {
        return waivers.stream()
                .map(waiver -> new Decision.WaiverUse(waiver, uses.getOrDefault(waiver, "unused")))
                .toList();
    }

    List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (Policy.Waiver waiver : waivers) {
            if (!uses.containsKey(waiver)) {
                notes.add("the waiver of " + waiver.name() + " is unused: remove it"
                        + (waiver.expired(today) ? " (it expired on " + waiver.expires() + ")" : ""));
            }
        }
        return notes;
    }
}
