package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.mock.store.Change;
import com.dropininc.instantstream.mock.store.Store;

/** Gives a sandbox another beginning, which is kept before it is made. */
final class Renewal {
    private final Sandbox sandbox;

    Renewal(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** What a sandbox is when it begins; made beside it, and kept by nobody. */
    static SandboxRows.World beginning(Identity identity, Ground ground) {
        try (Sandbox beside = new Sandbox(identity, ground.with(Store.MEMORY))) {
            return SandboxRows.World.of(beside);
        }
    }

    /** Begins anew, with the streams of the demo world or without. */
    void begin(boolean demo) {
        become(beginning(sandbox.identity().beginning(demo), sandbox.ground()));
    }

    /** Keeps what it is to become, then becomes it. */
    void become(SandboxRows.World other) {
        Change change = SandboxRows.anew(sandbox.identity(), other, "");
        sandbox.ground().store().keep(() -> change, () -> new Revival(sandbox).become(change.rows()));
    }
}
