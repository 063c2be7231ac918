package com.dropininc.instantstream.contract.mutant;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The single faults that the suite has to catch. */
final class Mutants {
    private Mutants() {}

    static List<Mutant> all() {
        return byGroup().values().stream().flatMap(Collection::stream).toList();
    }

    /**
     * One for each check that has any, and the one for the fewest checks first: enough for each build; {@link Proof}
     * takes all. What needs many calls to show is left to it.
     *
     * @param checks the ids of all checks
     */
    static List<Mutant> oneForEachCheck(Set<String> checks) {
        List<Mutant> candidates = new ArrayList<>();
        byGroup().forEach((group, mutants) -> {
            if (group != Group.TIMING && group != Group.FLAKINESS) {
                candidates.addAll(mutants);
            }
        });
        candidates.sort(Comparator.comparingInt(mutant -> mutant.among(checks).size()));
        Set<String> covered = new HashSet<>();
        return candidates.stream()
                .filter(mutant -> covered.addAll(mutant.among(checks)))
                .toList();
    }

    static Map<Group, List<Mutant>> byGroup() {
        Map<Group, List<Mutant>> groups = new EnumMap<>(Group.class);
        groups.put(Group.AUTH, join(KeyMutants.all(), DoorMutants.all()));
        groups.put(Group.STATUS, join(AnswerMutants.status(), StatusMutants.all()));
        groups.put(Group.SHAPE, join(AnswerMutants.shape(), ShapeMutants.all()));
        groups.put(Group.TYPES, join(FieldMutants.all(), TextMutants.all()));
        groups.put(
                Group.LIFECYCLE,
                join(join(LifecycleMutants.all(), MissingMutants.all()), join(StateMutants.all(), WalkMutants.all())));
        groups.put(Group.PERSISTENCE, join(ChatMutants.all(), StoreMutants.all()));
        groups.put(Group.ORDERING, OrderMutants.all());
        groups.put(Group.ISOLATION, join(ListMutants.all(), IsolationMutants.all()));
        groups.put(Group.CONCURRENCY, RaceMutants.all());
        groups.put(Group.VALIDATION, join(ValidationMutants.all(), DetectionMutants.all()));
        groups.put(Group.CHANNEL_AUTH, join(ChannelMutants.all(), SignatureMutants.all()));
        groups.put(Group.PROTOCOL, join(ProtocolMutants.all(), WireMutants.all()));
        groups.put(Group.TIMING, FlakyMutants.timing());
        groups.put(Group.FLAKINESS, FlakyMutants.flakiness());
        return groups;
    }

    private static List<Mutant> join(List<Mutant> some, List<Mutant> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
