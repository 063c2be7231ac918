package com.dropininc.instantstream.mock.stream;

import com.dropininc.instantstream.mock.packing.Blocks;
import com.dropininc.instantstream.mock.stream.Decision.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The memory of {@link Streams}: what is decided and kept already is made true here, and told. Safe to share between
 * threads as long as one stream is changed by one at a time.
 */
final class Slots {
    private final Supplier<Engine> engine;
    private final Retention retention;
    private final Streams.Listener listener;
    private final Index index;
    private final Blocks blocks = new Blocks();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong forgotten = new AtomicLong();
    private volatile boolean abandoned;

    Slots(Supplier<Engine> engine, Index index, Retention retention, Streams.Listener listener) {
        this.engine = engine;
        this.index = index;
        this.retention = retention;
        this.listener = listener;
    }

    /** The slot of a token; null when there is none. */
    Slot find(String token) {
        return index.find(token);
    }

    /** The number of a new stream: larger than all, and not smaller than that. */
    long number(long least) {
        return numbers.accumulateAndGet(least, (last, position) -> Math.max(last + 1, position));
    }

    /** Takes a new stream in. */
    void begin(Streams.Place place, Change change, Instant at) {
        Slot slot = new Slot(blocks, place, change.stream());
        synchronized (slot) {
            add(slot, change.stream());
            tell(change, at, true);
        }
    }

    private void add(Slot slot, StreamState stream) {
        if (!index.add(slot, stream.token(), stream.request().account())) {
            slot.letGo();
            throw new IllegalArgumentException("there is a stream " + stream.token() + " already");
        }
        note(slot, stream);
    }

    /** Makes a change. */
    void apply(Slot slot, Change change, Instant at) {
        boolean waited = slot.waits;
        slot.become(change.stream());
        change.said().ifPresent(message -> slot.say(message, retention.messages()));
        note(slot, change.stream());
        tell(change, at, waited != slot.waits);
    }

    /** Makes a change that was kept elsewhere. */
    void arrived(Keeper.Moved moved, long version) {
        Change change = moved.change();
        Slot slot = find(change.stream().token());
        if (slot == null) {
            numbers.accumulateAndGet(moved.number(), Math::max);
            begin(new Streams.Place(moved.number(), version, moved.said()), change, moved.at());
        } else {
            apply(slot, change, moved.at());
            slot.version = version;
        }
    }

    void letGo(Slot slot) {
        index.remove(slot);
        slot.letGo();
        forgotten.incrementAndGet();
    }

    boolean abandoned() {
        return abandoned;
    }

    void abandon() {
        abandoned = true;
        index.all().forEach(slot -> slot.gone = true);
    }

    /** Puts a stream where it was, without telling anybody. */
    void putBack(Streams.Kept kept, Streams.Place place) {
        Slot slot = new Slot(blocks, place, kept.stream());
        numbers.accumulateAndGet(place.number(), Math::max);
        synchronized (slot) {
            kept.chat().forEach(message -> slot.say(message, retention.messages()));
            slot.said = place.said();
            add(slot, kept.stream());
        }
    }

    private void note(Slot slot, StreamState stream) {
        Engine now = engine.get();
        index.note(slot, stream.status(), now.over(stream), now.expiresOn(stream));
    }

    /** Has time look at a stream when it is due by the law of today. */
    void queue(Slot slot, StreamState stream) {
        index.queue(slot, engine.get().expiresOn(stream));
    }

    private void tell(Change change, Instant at, boolean pendingChanged) {
        for (String event : change.events()) {
            listener.happened(new Happening(event, change.stream(), change.said(), at, pendingChanged));
        }
    }

    long forgotten() {
        return forgotten.get();
    }

    int size() {
        return index.size();
    }

    List<StreamState> all() {
        List<StreamState> all = new ArrayList<>();
        for (Slot slot : index.all()) {
            synchronized (slot) {
                slot.stream().ifPresent(all::add);
            }
        }
        return all;
    }

    List<Streams.Kept> keep() {
        List<Streams.Kept> kept = new ArrayList<>();
        for (Slot slot : inOrder(index.all())) {
            synchronized (slot) {
                slot.stream()
                        .map(stream -> new Streams.Kept(stream, slot.chat(stream.token())))
                        .ifPresent(kept::add);
            }
        }
        kept.sort(Comparator.comparing(one -> one.stream().times().created()));
        return kept;
    }

    boolean areOf(String account) {
        return index.knows(account);
    }

    /** The streams of an account that wait to be started, as they were made. */
    List<Slot> pending(String account) {
        return inOrder(index.pending(account));
    }

    /** As they were made, which their instants do not tell within one millisecond; a sort by instants keeps this order. */
    private static List<Slot> inOrder(Collection<Slot> slots) {
        return slots.stream()
                .sorted(Comparator.comparingLong((Slot slot) -> slot.number))
                .toList();
    }

    /** The stream to forget first; null where there are not more than are kept. */
    Slot tooMany() {
        return index.stalest(retention.streams());
    }

    Optional<Instant> nextDue() {
        return index.nextDue();
    }

    Optional<Slot> takeDue(Instant now) {
        return index.takeDue(now);
    }
}
