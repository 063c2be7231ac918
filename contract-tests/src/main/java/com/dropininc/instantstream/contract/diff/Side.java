package com.dropininc.instantstream.contract.diff;

/**
 * Who calls.
 *
 * @param sent the way of what the caller sends, seen from the client
 * @param answered the way of what the caller is answered
 * @param prefix of the kinds of change
 */
record Side(Direction sent, Direction answered, String prefix) {
    /** A client calls the API. */
    static final Side API = new Side(Direction.REQUEST, Direction.RESPONSE, "");
    /** The API calls a client: what it sends is read there, and what it is answered is sent there. */
    static final Side CALLBACK = new Side(Direction.EVENT, Direction.REQUEST, "callback-");

    String kind(String kind) {
        return prefix + kind;
    }
}
