package com.dropininc.instantstream.contract.diff;

import java.util.Locale;

/** What a change does to a consumer that was written for the old version; the worst comes first. */
public enum Impact {
    /** A consumer that kept the old contract fails. */
    BREAKING,
    /** A consumer may fail, if it relies on what was never certain. */
    RISKY,
    /** No consumer that keeps the old contract can tell. */
    SAFE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
