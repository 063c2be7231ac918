package com.dropininc.instantstream.contract.diff;

/**
 * A change inside a schema.
 *
 * @param at leads from the schema to it
 */
record Finding(String kind, String at, String detail, Change.Side old, Change.Side now) {
    Finding inside(String step) {
        return new Finding(kind, step + at, detail, old, now);
    }
}
