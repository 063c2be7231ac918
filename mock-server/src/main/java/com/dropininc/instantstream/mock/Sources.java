package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.fixtures.Shelf;
import com.dropininc.instantstream.spec.Contract;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that a mock is made from.
 *
 * @param spec another spec than the one that ships with the mock
 * @param overlays what is changed about the spec, in order
 * @param shelf where keys, accounts, streams, presets and scenarios come from
 */
public record Sources(Optional<Path> spec, List<Path> overlays, Shelf shelf) {
    /** What ships with the mock. */
    public static final Sources BUILT_IN = new Sources(Optional.empty(), List.of(), Shelf.BUILT_IN);

    /**
     * Reads the spec, and what is changed about it.
     *
     * @throws com.dropininc.instantstream.spec.ContractException if it cannot be used
     */
    Contract contract() {
        return spec.map(Contract::load).orElseGet(Contract::load).with(overlays);
    }

    List<Path> specFiles() {
        return Stream.concat(spec.stream(), overlays.stream()).toList();
    }
}
