package com.dropininc.instantstream.contract.server;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The operations as the docs list them, typed a second time on purpose: this server must not read our spec. */
enum Operation {
    REQUEST("POST", "request"),
    DEALER_DEVICE("POST", "updatedealerdevice"),
    START("POST", "start"),
    CANCEL("POST", "cancel"),
    STOP("POST", "stop"),
    GET("GET", "get"),
    SAVE_CHAT("POST", "savechat"),
    GET_CHAT("GET", "getchat"),
    RECORD("POST", "record"),
    PING("POST", "ping"),
    PENDING("GET", "pending"),
    AUTH("POST", "authchannel");

    private final String method;
    private final String word;

    Operation(String method, String word) {
        this.method = method;
        this.word = word;
    }

    String method() {
        return method;
    }

    boolean readsBody() {
        return method.equals("POST") && this != RECORD && this != PING;
    }

    boolean onStream() {
        return this != REQUEST && this != PENDING && this != AUTH;
    }

    /** The operation of a path, cut at its slashes; its argument is the segment that names a stream or an account. */
    static Optional<Operation> at(List<String> path) {
        if (path.equals(List.of("notifications", AUTH.word))) {
            return Optional.of(AUTH);
        }
        if (path.equals(List.of("instantstream", REQUEST.word))) {
            return Optional.of(REQUEST);
        }
        if (path.size() != 3
                || !path.get(0).equals("instantstream")
                || path.get(1).isEmpty()) {
            return Optional.empty();
        }
        if (path.get(2).isEmpty()) {
            return Optional.empty();
        }
        Optional<Operation> literal = Arrays.stream(values())
                .filter(operation -> operation.onStream() && operation.word.equals(path.get(1)))
                .findFirst();
        return literal.or(() -> path.get(2).equals(PENDING.word) ? Optional.of(PENDING) : Optional.empty());
    }
}
