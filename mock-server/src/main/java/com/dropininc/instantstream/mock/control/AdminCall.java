package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.mock.sandbox.Sandboxes;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the admin API that has passed the guard.
 *
 * @param parameters path parameters, decoded
 * @param query the first value of each query parameter
 * @param sender how it was sent
 * @param body the body; an empty object when there is none
 */
public record AdminCall(
        Sandboxes sandboxes, Map<String, String> parameters, Map<String, String> query, Sender sender, Wish body) {

    /**
     * How a call was sent.
     *
     * @param host the Host header, which the guard has let pass
     * @param uri path and query as they came
     * @param accepts the Accept header; empty when there is none
     */
    public record Sender(String host, String uri, String accepts) {
        /** Whether it is a browser that wants something to show: other clients that take anything get JSON. */
        public boolean wantsPage() {
            return accepts.contains("text/html");
        }
    }

    /** The same call with other parameters, of the path and of the query. */
    public AdminCall with(Map<String, String> otherParameters, Map<String, String> otherQuery) {
        return new AdminCall(sandboxes, otherParameters, otherQuery, sender, body);
    }

    public String parameter(String name) {
        return parameters.get(name);
    }

    public Optional<String> asked(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    /** A whole number of the query. */
    public int number(String name, int standard, int most) {
        return asked(name)
                .map(text -> {
                    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > most) {
                        throw Problem.invalid("query " + name, name + " has to be a whole number from 0 to " + most);
                    }
                    return Integer.parseInt(text);
                })
                .orElse(standard);
    }

    /** The sandbox that the query names; the default one when it names none. */
    public Sandbox sandbox() {
        return sandbox(asked(Route.SANDBOX).orElse(Sandboxes.DEFAULT));
    }

    /** The sandbox of that id. */
    public Sandbox sandbox(String id) {
        Sandbox sandbox = sandboxes
                .find(id)
                .orElseThrow(
                        () -> Problem.unknown("sandbox", "there is no sandbox '" + id + "'; " + sandboxes.hint(id)));
        sandbox.touch();
        sandbox.settle();
        return sandbox;
    }
}
