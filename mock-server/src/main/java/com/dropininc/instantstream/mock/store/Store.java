package com.dropininc.instantstream.mock.store;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps what a mock knows beyond its memory. The memory is what requests are answered from; a store is told of each
 * change before anybody else hears of it. Safe to share between threads.
 */
public interface Store extends AutoCloseable {
    /** Keeps nothing: what is in memory is all there is. */
    Store MEMORY = new MemoryStore();

    /**
     * Keeps a change and applies it.
     *
     * @param change what to keep, or null if it is no longer wanted; a store that keeps nothing never asks for it
     * @param apply makes the change in memory; not called by a shared store, whose {@link Follower} is told instead
     * @return false if somebody else has changed what it is based on; then that is in memory now, to decide anew from
     * @throws StoreException if it cannot be kept; then nothing has changed
     */
    boolean keep(Supplier<Change> change, Runnable apply);

    /** Keeps a change that nobody waits for, after those that were to be kept later before; it may be lost. */
    void keepLater(Supplier<Change> change);

    /** Whether the mock with that origin is there. */
    boolean alive(long origin);

    /**
     * Has everything in memory that others have kept before this call.
     *
     * @throws StoreException if that cannot be found out
     */
    void refresh();

    /** Whether it keeps anything. */
    boolean keeps();

    /** Whether other mocks keep their changes in it too. */
    boolean shared();

    /** The number after which this mock numbers what it tells of itself, so that no two mocks use one. */
    long origin();

    /** A number that grows with what is kept, to order what is made in it. */
    long position();

    /**
     * Begins: tells what was kept before, and from then on what is kept.
     *
     * @param follower told one thing after the other, by any thread
     * @throws StoreException if what was kept cannot be used
     */
    void begin(Follower follower);

    /** How it is, in one line for each thing that people should know; empty when there is nothing to say. */
    List<String> troubles();

    @Override
    void close();

    /** Makes in memory what was kept. */
    interface Follower {
        /**
         * A change was kept, here or elsewhere. Must not wait for anybody who keeps a change.
         *
         * @param version of its rows
         * @param mine whether it was kept here
         */
        void kept(Change change, long version, boolean mine);

        /** What is in memory has little to do with what is kept any more: this is. */
        void anew(Map<String, List<Row>> rows);
    }
}
