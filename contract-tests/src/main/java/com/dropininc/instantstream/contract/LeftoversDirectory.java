package com.dropininc.instantstream.contract;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where clean-up ledgers are kept. */
final class LeftoversDirectory {
    static final String DEFAULT = ".instantstream";

    private LeftoversDirectory() {}

    /** The directory that an option names, else a variable, else one in the working directory. */
    static Path of(Path option, Map<String, String> variables) {
        return Optional.ofNullable(option)
                .or(() -> Optional.ofNullable(variables.get("INSTANTSTREAM_LEFTOVERS"))
                        .map(Path::of))
                .orElse(Path.of(DEFAULT));
    }
}
