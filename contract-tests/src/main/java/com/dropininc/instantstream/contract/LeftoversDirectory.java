package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.exchange.Ledger;
import com.dropininc.instantstream.contract.exchange.Target;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Where clean-up ledgers are kept, and begun. */
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

    /**
     * The ledger of a run that begins, where the target wants one.
     *
     * @throws UsageException if it cannot be written: then nothing may be sent
     */
    static Ledger begin(Target target, Path directory) {
        if (!target.ledger()) {
            return Ledger.none();
        }
        Map<String, String> about = Map.of(
                "environment",
                target.name(),
                "baseUrl",
                target.baseUrl(),
                "begin",
                Instant.now().toString());
        try {
            return Ledger.begin(directory, target.name(), about);
        } catch (UncheckedIOException e) {
            throw new UsageException(e.getMessage() + ": choose another --leftovers or INSTANTSTREAM_LEFTOVERS", e);
        }
    }
}
