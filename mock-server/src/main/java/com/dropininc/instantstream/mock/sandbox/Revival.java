package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.mock.realtime.Outlet;
import com.dropininc.instantstream.mock.store.Change;
import com.dropininc.instantstream.mock.store.Row;
import com.dropininc.instantstream.mock.store.StoreException;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Lifecycle;
import java.util.List;
import java.util.Optional;

/** Makes a sandbox in memory what is kept of it. */
final class Revival {
    private final Sandbox sandbox;

    Revival(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Makes it what the rows say, and nothing else. */
    void become(List<Row> rows) {
        Ground ground = sandbox.ground();
        sandbox.forget();
        sandbox.clock()
                .arrived(
                        find(rows, SandboxRows.CLOCK)
                                .map(row -> row.as(MockClock.Hands.class))
                                .orElse(MockClock.Hands.REAL),
                        version(rows, SandboxRows.CLOCK));
        sandbox.faults()
                .arrived(
                        find(rows, SandboxRows.FAULTS)
                                .map(row -> row.as(Faults.Rules.class))
                                .orElse(Faults.Rules.NONE),
                        version(rows, SandboxRows.FAULTS));
        sandbox.begin(
                find(rows, SandboxRows.SETTINGS).map(this::settings).orElseGet(() -> Settings.standard(ground)),
                sandbox.identity().demo() ? ground.accounts() : List.of());
        rows.stream()
                .filter(row -> row.kind().equals(SandboxRows.ACCOUNT))
                .forEach(row -> sandbox.accounts().add(row.name(), row.as(String.class)));
        Lifecycle lifecycle = ground.contract().lifecycle();
        SandboxRows.putBack(rows, sandbox.streams(), stream -> {
            if (!lifecycle.states().containsKey(stream.status())) {
                throw new StoreException(
                        "the stream " + stream.token() + " was kept in the state '" + stream.status()
                                + "', which this spec does not know: start with the spec that it lived by, or keep the"
                                + " state elsewhere",
                        null);
            }
            sandbox.accounts().ofStream(stream.request());
        });
        sandbox.begun();
        rows.stream().filter(row -> row.kind().equals(SandboxRows.PRESENT)).forEach(row -> Carrier.note(sandbox, row));
        rows.stream()
                .filter(row -> row.kind().equals(SandboxRows.JOURNAL))
                .forEach(row -> SandboxRows.News.of(row.value()).request().ifPresent(sandbox.journal()::add));
    }

    private static Optional<Row> find(List<Row> rows, String key) {
        return rows.stream().filter(row -> row.key().equals(key)).findFirst();
    }

    private static long version(List<Row> rows, String key) {
        return find(rows, key).map(Row::version).orElse(0L);
    }

    /** Settings as far as the contract of today knows their readings. */
    private Settings settings(Row row) {
        Settings kept = row.as(Settings.class);
        Contract contract = sandbox.ground().contract();
        return kept.at(Readings.chosen(contract).keeping(kept.readings(), contract));
    }

    /** Makes a change that was kept. */
    void arrived(Change change, long version) {
        for (Row row : change.rows()) {
            switch (row.kind()) {
                case SandboxRows.STREAM -> stream(change, row, version);
                case SandboxRows.CLOCK -> sandbox.clock().arrived(row.as(MockClock.Hands.class), version);
                case SandboxRows.FAULTS -> sandbox.faults().arrived(row.as(Faults.Rules.class), version);
                case SandboxRows.PRESENT -> Carrier.note(sandbox, row);
                case SandboxRows.SETTINGS -> sandbox.obeyFromNowOn(settings(row));
                default -> {} // A message is told with its stream.
            }
        }
        if (change.rows().isEmpty()) {
            told(SandboxRows.News.of(change));
        }
    }

    private void told(SandboxRows.News news) {
        news.request().ifPresent(entry -> {
            sandbox.touch();
            sandbox.journal().add(entry);
        });
        news.signal()
                .filter(signal -> signal.kind() != Outlet.Signal.Kind.CLIENT_EVENT || sandbox.hearsay())
                .ifPresent(signal ->
                        sandbox.openRealtime().ifPresent(open -> open.others().heard(signal)));
    }

    private void stream(Change change, Row row, long version) {
        if (row.value() == null) {
            sandbox.streams().left(row.name());
        } else {
            sandbox.streams()
                    .arrived(
                            SandboxRows.moved(
                                    change, row, sandbox.streams().retention().messages()),
                            version);
        }
    }
}
