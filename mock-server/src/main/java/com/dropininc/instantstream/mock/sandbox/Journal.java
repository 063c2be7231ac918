package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.mock.packing.Blocks;
import com.dropininc.instantstream.mock.packing.PackedQueue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The last requests of a sandbox: a ring that is bounded by number and by bytes, so that it weighs the same however
 * many requests come. Safe to share between threads.
 */
public final class Journal {
    private final String sandbox;
    private final Bounds bounds;
    private final Feed feed;
    private final Ledger ledger;
    private final AtomicLong numbers;
    private final PackedQueue ring = new PackedQueue(new Blocks());
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private long bytes;
    private long evicted;

    /**
     * How much a journal keeps.
     *
     * @param entries number of requests
     * @param bytes bytes of memory, beside a few for each request
     * @param body characters kept of one body
     */
    public record Bounds(int entries, int bytes, int body) {
        /** A thousand requests or two megabytes, of each body 8192 characters. */
        public static final Bounds STANDARD = new Bounds(1000, 2 << 20, 8192);

        public Bounds {
            if (entries < 1 || bytes < 1024 || body < 0) {
                throw new IllegalArgumentException(
                        "a journal keeps at least 1 entry and 1024 bytes; asked for " + entries + " and " + bytes);
            }
        }
    }

    /**
     * What the journal knows about requests of a kind.
     *
     * @param found ids of those that it still has, oldest first
     * @param evicted how many requests of any kind it has had to forget since it was last cleared
     */
    public record Findings(List<String> found, long evicted) {}

    private record Waiter(
            Predicate<Findings> enough, Predicate<Entry.Heading> wanted, CompletableFuture<Findings> done) {}

    Journal(String sandbox, Ground ground, Ledger ledger) {
        this.sandbox = sandbox;
        this.numbers = new AtomicLong(ground.store().origin());
        this.bounds = ground.journal();
        this.feed = ground.feed();
        this.ledger = ledger;
    }

    public Bounds bounds() {
        return bounds;
    }

    /** The number of a request that has come in; its entry may follow later. */
    public long number() {
        return numbers.incrementAndGet();
    }

    /** The id of the entry with that number. */
    public String id(long number) {
        return id(sandbox, number);
    }

    static String id(String sandbox, long number) {
        return sandbox + "." + number;
    }

    /**
     * Keeps an entry here, and where there are others in the journals of all mocks that share the store.
     *
     * @throws com.dropininc.instantstream.mock.store.StoreException if the others cannot be told
     */
    public void keep(Entry entry) {
        ledger.journal(entry, () -> add(entry));
    }

    /** Keeps an entry here, and tells whoever watches; the oldest ones make room for it. */
    public void add(Entry entry) {
        ByteBuffer packed = PackedEntry.of(entry);
        synchronized (ring) {
            bytes += ring.add(packed);
            while (ring.size() > bounds.entries() || (bytes > bounds.bytes() && ring.size() > 1)) {
                bytes -= ring.removeOldest();
                evicted++;
            }
        }
        feed.tell(entry);
        if (!waiters.isEmpty()) {
            Entry.Heading heading = entry.heading();
            waiters.stream().filter(waiter -> waiter.wanted().test(heading)).forEach(this::serve);
        }
    }

    /** The entry with that id; empty when it was never there or had to make room. */
    public Optional<Entry> find(String id) {
        return newest(heading -> id(heading.number()).equals(id), 1).stream().findFirst();
    }

    /** Which entries are wanted. */
    public Findings select(Predicate<Entry.Heading> wanted) {
        List<String> found = new ArrayList<>();
        synchronized (ring) {
            for (int place = 0; place < ring.size(); place++) {
                Entry.Heading heading = PackedEntry.heading(ring.get(place));
                if (wanted.test(heading)) {
                    found.add(id(heading.number()));
                }
            }
            return new Findings(found, evicted);
        }
    }

    /** The newest entries that are wanted, newest first. */
    public List<Entry> newest(Predicate<Entry.Heading> wanted, int limit) {
        List<byte[]> newest = new ArrayList<>();
        synchronized (ring) {
            for (int place = ring.size() - 1; place >= 0 && newest.size() < limit; place--) {
                byte[] packed = ring.get(place);
                if (wanted.test(PackedEntry.heading(packed))) {
                    newest.add(packed);
                }
            }
        }
        return newest.stream().map(packed -> PackedEntry.entry(sandbox, packed)).toList();
    }

    /** All entries, oldest first. */
    public List<Entry> all() {
        List<Entry> all = new ArrayList<>(newest(heading -> true, Integer.MAX_VALUE));
        Collections.reverse(all);
        return all;
    }

    /** Completes as soon as there is enough of what is wanted, or after that many milliseconds with what there is. */
    public CompletableFuture<Findings> when(Predicate<Entry.Heading> wanted, Predicate<Findings> enough, long millis) {
        Waiter waiter = new Waiter(enough, wanted, new CompletableFuture<>());
        waiters.add(waiter);
        serve(waiter);
        CompletableFuture<Findings> late =
                new CompletableFuture<Findings>().completeOnTimeout(null, millis, TimeUnit.MILLISECONDS);
        return CompletableFuture.anyOf(waiter.done(), late).thenApply(any -> {
            waiters.remove(waiter);
            late.cancel(false);
            return select(wanted);
        });
    }

    private void serve(Waiter waiter) {
        Findings findings = select(waiter.wanted());
        if (waiter.enough().test(findings)) {
            // Off the thread that answers a request, which must not do a waiter's work.
            waiter.done().completeAsync(() -> findings);
        }
    }

    /** Forgets everything; numbers go on, so that an id never means two requests. */
    public void clear() {
        synchronized (ring) {
            ring.clear();
            bytes = 0;
            evicted = 0;
        }
    }

    /** How many entries had to make room since it was last cleared. */
    public long evicted() {
        synchronized (ring) {
            return evicted;
        }
    }

    /** How many entries there are. */
    public int size() {
        synchronized (ring) {
            return ring.size();
        }
    }
}
