package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.store.FileStore;
import com.dropininc.instantstream.mock.store.RedisStore;
import com.dropininc.instantstream.mock.store.Store;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a mock keeps its state.
 *
 * @param directory keeps it for the next start
 * @param redis URL of a Redis or Valkey that several mocks share; its password never shows
 */
public record Keeping(Optional<Path> directory, Optional<String> redis) {
    /** Nowhere else: it ends with the mock. */
    public static final Keeping IN_MEMORY = new Keeping(Optional.empty(), Optional.empty());

    /**
     * @throws MockStartException if both are wanted
     */
    public Keeping {
        if (directory.isPresent() && redis.isPresent()) {
            throw new MockStartException("--data keeps the state of one mock and --store that of several: choose one");
        }
    }

    /** State that is kept in a directory. */
    public static Keeping in(Path directory) {
        return new Keeping(Optional.of(directory), Optional.empty());
    }

    /** State that is shared through a Redis. */
    public static Keeping at(String redis) {
        return new Keeping(Optional.empty(), Optional.of(redis));
    }

    /** Whether it ends with the mock. */
    boolean inMemory() {
        return directory.isEmpty() && redis.isEmpty();
    }

    /**
     * @throws com.dropininc.instantstream.mock.store.StoreException if nothing can be kept there
     */
    Store open() {
        return directory
                .<Store>map(FileStore::open)
                .or(() -> redis.map(RedisStore::open))
                .orElse(Store.MEMORY);
    }

    @Override
    public String toString() {
        return "Keeping[directory=" + directory + ", redis=" + redis.map(url -> "(redacted)") + "]";
    }
}
