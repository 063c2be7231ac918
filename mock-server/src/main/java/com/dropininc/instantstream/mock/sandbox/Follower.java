package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.mock.store.Change;
import com.dropininc.instantstream.mock.store.Row;
import com.dropininc.instantstream.mock.store.Store;
import com.dropininc.instantstream.mock.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the sandboxes in memory what is kept of them. Told one thing after the other. */
final class Follower implements Store.Follower {
    private final Sandboxes sandboxes;
    private final Identity standard;

    /**
     * @param standard the sandbox that is always there: what opens it follows from how the mock was started
     */
    Follower(Sandboxes sandboxes, Identity standard) {
        this.sandboxes = sandboxes;
        this.standard = standard;
    }

    @Override
    public void kept(Change change, long version, boolean mine) {
        Optional<Sandbox> known = sandboxes.find(change.sandbox());
        if (!change.anew()) {
            known.ifPresent(sandbox -> sandbox.arrived(change, version, mine));
        } else if (change.rows().isEmpty()) {
            known.ifPresent(sandboxes::dismiss);
        } else {
            become(
                    change.sandbox(),
                    change.rows().stream()
                            .map(row -> new Row(row.key(), row.value(), version))
                            .toList());
        }
    }

    @Override
    public void anew(Map<String, List<Row>> all) {
        for (Sandbox sandbox : sandboxes.all()) {
            if (!all.containsKey(sandbox.id()) && !sandbox.id().equals(standard.id())) {
                sandboxes.dismiss(sandbox);
            }
        }
        all.forEach(this::become);
        if (!all.containsKey(standard.id())) {
            sandboxes.openStandard(standard);
        }
    }

    private void become(String id, List<Row> rows) {
        Optional<Sandbox> known = sandboxes.find(id);
        if (known.isPresent()) {
            new Revival(known.get()).become(rows);
        } else {
            sandboxes.add(new Sandbox(identity(id, rows), sandboxes.ground(), rows));
        }
    }

    private Identity identity(String id, List<Row> rows) {
        if (id.equals(standard.id())) {
            return standard;
        }
        return rows.stream()
                .filter(row -> row.key().equals(SandboxRows.IDENTITY))
                .findFirst()
                .map(row -> row.as(SandboxRows.IdentityRow.class).identity(id))
                .orElseThrow(() ->
                        new StoreException("what is kept of the sandbox " + id + " does not say who it is", null));
    }
}
