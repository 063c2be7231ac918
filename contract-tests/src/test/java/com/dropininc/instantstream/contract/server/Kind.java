package com.dropininc.instantstream.contract.server;

import java.util.Locale;

/** Kinds of key. */
enum Kind {
    VIEWER,
    DEALER,
    OPERATOR;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
