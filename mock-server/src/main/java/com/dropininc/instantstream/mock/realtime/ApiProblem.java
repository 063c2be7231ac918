package com.dropininc.instantstream.mock.realtime;

/** A refused HTTP API request; the message goes to the caller as plain text. */
final class ApiProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    ApiProblem(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static ApiProblem badRequest(String message) {
        return new ApiProblem(400, message);
    }

    static ApiProblem unauthorized(String message) {
        return new ApiProblem(401, message);
    }

    int status() {
        return status;
    }
}
