package com.dropininc.instantstream.contract.diff;

/** Which way a value goes. What narrows a request breaks its senders; what narrows an answer breaks nobody. */
enum Flow {
    REQUEST("request", "what is sent"),
    RESPONSE("response", "what is answered"),
    EVENT("event", "what is published");

    private final String prefix;
    private final String what;

    Flow(String prefix, String what) {
        this.prefix = prefix;
        this.what = what;
    }

    String prefix() {
        return prefix;
    }

    String what() {
        return what;
    }
}
