package com.dropininc.instantstream.contract.diff;

/** Which way a value goes. A narrower request breaks its senders; a wider response or event breaks its readers. */
enum Direction {
    REQUEST("request", "the request"),
    RESPONSE("response", "the response"),
    EVENT("event", "the event");

    private final String prefix;
    private final String what;

    Direction(String prefix, String what) {
        this.prefix = prefix;
        this.what = what;
    }

    String prefix() {
        return prefix;
    }

    String what() {
        return what;
    }

    /** The keyword of a property that is left out of values that go this way. */
    String hides() {
        return this == REQUEST ? "readOnly" : "writeOnly";
    }
}
