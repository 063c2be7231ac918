package com.dropininc.instantstream.mock.sandbox;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A call that the mock makes to itself in somebody's place, by a public operation and through the same door as any
 * other.
 *
 * @param as kind of the key to use: viewer, dealer or operator
 * @param parameters path parameters
 * @param body sent as JSON; an object without fields sends none
 */
public record Move(
        Sandbox sandbox,
        String as,
        String operation,
        Map<String, String> parameters,
        Map<String, String> query,
        JsonNode body) {

    /**
     * How a call went.
     *
     * @param request id of its journal entry
     * @param answer the body
     */
    public record Made(int status, String request, JsonNode answer) {
        public boolean succeeded() {
            return status / 100 == 2;
        }
    }
}
