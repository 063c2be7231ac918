package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.mock.realtime.Outlet;
import com.dropininc.instantstream.mock.store.Change;
import com.dropininc.instantstream.mock.store.Row;
import com.dropininc.instantstream.mock.store.Store;
import com.dropininc.instantstream.mock.stream.Keeper;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Has the store keep what becomes of one sandbox. Safe to share between threads. */
final class Ledger implements Keeper {
    private final String sandbox;
    private final Supplier<Store> store;

    Ledger(String sandbox, Supplier<Store> store) {
        this.sandbox = sandbox;
        this.store = store;
    }

    /** Keeps the value of a cell under a key. */
    <T> Cell.Keeper<T> of(String key) {
        return (value, basedOn, apply) ->
                store.get().keep(() -> Change.of(sandbox, key, basedOn, List.of(Row.of(key, value))), apply);
    }

    @Override
    public boolean moved(Supplier<Moved> moved, Runnable apply) {
        return keep(moved, SandboxRows::moved, apply);
    }

    @Override
    public boolean forgotten(Supplier<Gone> gone, Runnable apply) {
        return keep(gone, SandboxRows::gone, apply);
    }

    private <T> boolean keep(Supplier<T> decided, BiFunction<String, T, Change> change, Runnable apply) {
        return store.get()
                .keep(
                        () -> Optional.ofNullable(decided.get())
                                .map(what -> change.apply(sandbox, what))
                                .orElse(null),
                        apply);
    }

    @Override
    public long position() {
        return store.get().position();
    }

    /** The way to those who are connected to other mocks; none where there are none. */
    Optional<Outlet> outlet() {
        return store.get().shared() ? Optional.of(new Carrier(sandbox, store)) : Optional.empty();
    }

    /** Keeps other settings. */
    void switched(Settings settings, Runnable apply) {
        store.get().keep(() -> Change.of(sandbox, "", 0, List.of(Row.of(SandboxRows.SETTINGS, settings))), apply);
    }

    /** Lets all mocks that share the store have an entry of the journal; or this one alone. */
    void journal(Entry entry, Runnable apply) {
        if (store.get().shared()) {
            store.get().keep(() -> SandboxRows.asked(entry), apply);
        } else {
            apply.run();
        }
    }
}
