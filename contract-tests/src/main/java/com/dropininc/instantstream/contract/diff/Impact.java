package com.dropininc.instantstream.contract.diff;

import java.util.Locale;

/** What a change does to a client that was written for the old version; the worst comes first. */
public enum Impact {
    /** A client that keeps the old contract fails. */
    BREAKING,
    /** Something differs that this tool doesn't understand: it counts as breaking. */
    NOT_COMPARED,
    /** A client may fail, if it relies on what was never certain. */
    RISKY,
    /** No client that keeps the old contract can tell. */
    SAFE;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
