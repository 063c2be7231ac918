package com.dropininc.instantstream.mock.store;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps nothing, and costs nothing. */
final class MemoryStore implements Store {
    @Override
    public boolean keep(Supplier<Change> change, Runnable apply) {
        apply.run();
        return true;
    }

    @Override
    public void keepLater(Supplier<Change> change) {
        throw new IllegalStateException("nobody else is there to be told");
    }

    @Override
    public boolean alive(long origin) {
        return origin == origin();
    }

    @Override
    public void refresh() {}

    @Override
    public boolean keeps() {
        return false;
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public long origin() {
        return 0;
    }

    @Override
    public long position() {
        return 0;
    }

    @Override
    public void begin(Follower follower) {
        follower.anew(Map.of());
    }

    @Override
    public List<String> troubles() {
        return List.of();
    }

    @Override
    public void close() {}
}
