package com.dropininc.instantstream.contract.mutant;

import java.util.List;
import java.util.stream.Stream;

/** The single faults that the suite has to catch. */
final class Mutants {
    private Mutants() {}

    static List<Mutant> all() {
        return Stream.of(
                        KeyMutants.all(),
                        AnswerMutants.all(),
                        LifecycleMutants.all(),
                        ChatMutants.all(),
                        ListMutants.all(),
                        FieldMutants.all(),
                        ChannelMutants.all(),
                        ProtocolMutants.all(),
                        WalkMutants.all())
                .flatMap(List::stream)
                .toList();
    }
}
