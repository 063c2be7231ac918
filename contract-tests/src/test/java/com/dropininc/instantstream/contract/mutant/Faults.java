package com.dropininc.instantstream.contract.mutant;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** What faults are made of. */
public final class Faults {
    static final String VIEWER_KEY = "demo-viewer-key";
    static final String OPERATOR_KEY = "demo-operator-key";

    private Faults() {}

    /** Takes one request for another. */
    public static Fault asking(Predicate<Ask> when, UnaryOperator<Ask> change) {
        return (ask, server) -> server.send(when.test(ask) ? change.apply(ask) : ask);
    }

    /** Changes the JSON object that an operation is sent before anybody looks at it. */
    public static Fault reading(String operation, Consumer<ObjectNode> change) {
        return asking(ask -> ask.posts(operation), ask -> {
            if (!(ask.json() instanceof ObjectNode body)) {
                return ask;
            }
            ObjectNode before = body.deepCopy();
            change.accept(body);
            return body.equals(before) ? ask : ask.body(body.toString());
        });
    }

    /** Spoils the message that is saved. */
    public static Fault message(UnaryOperator<String> change) {
        return reading("savechat/", body -> {
            if (body.path("message").isString()) {
                body.put("message", change.apply(body.path("message").asString()));
            }
        });
    }

    public static Reply get(String operation, Ask ask, Fault.Server server) throws IOException, InterruptedException {
        String path = ask.path().replaceFirst("/instantstream/[a-z]+/", "/instantstream/" + operation + "/");
        return server.send(new Ask("GET", path, "", ask.headers(), new byte[0]));
    }

    public static String state(Ask ask, Fault.Server server) throws IOException, InterruptedException {
        Reply stream = get("get", ask, server);
        return stream.ok() ? stream.json().path("status").asString("") : "";
    }

    /** Answers a call that the state forbids as if it had been made. */
    public static Fault pretending(String operation, String state) {
        return (ask, server) -> {
            Reply reply = server.send(ask);
            return ask.posts(operation + "/")
                            && reply.status() == 409
                            && state(ask, server).equals(state)
                    ? get("get", ask, server)
                    : reply;
        };
    }

    /** Refuses a call that the state allows. */
    public static Fault refusing(String operation, String state, int status) {
        return (ask, server) ->
                ask.path().contains("/" + operation + "/") && state(ask, server).equals(state)
                        ? refusal(status)
                        : server.send(ask);
    }

    public static Reply refusal(int status) {
        return Reply.of(status, "[{\"code\":\"E_STATE\",\"message\":\"no\",\"log\":\"no\"}]");
    }

    /** Changes each stream that is answered. */
    public static Fault streams(Consumer<ObjectNode> change) {
        return answering(
                ask -> true,
                reply -> reply.each(thing -> {
                    if (thing.has("viewer")) {
                        change.accept(thing);
                    }
                }));
    }

    public static Fault answering(Predicate<Ask> when, UnaryOperator<Reply> change) {
        return (ask, server) -> {
            Reply reply = server.send(ask);
            boolean changes = when.test(ask) && !ask.method().equals("HEAD");
            return changes && reply.body().length > 0 ? change.apply(reply) : reply;
        };
    }

    /** True for each nth call of those that count. */
    public static Predicate<Ask> everyNth(int n, Predicate<Ask> counts) {
        AtomicInteger calls = new AtomicInteger();
        return ask -> counts.test(ask) && calls.incrementAndGet() % n == 0;
    }

    public static <T> Map<String, T> map() {
        return new ConcurrentHashMap<>();
    }
}
