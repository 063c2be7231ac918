package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.mock.sandbox.Entry;
import com.dropininc.instantstream.mock.sandbox.History;
import com.dropininc.instantstream.mock.sandbox.Move;
import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.mock.stream.Act;
import com.dropininc.instantstream.mock.stream.Device;
import com.dropininc.instantstream.mock.stream.StreamState;
import com.dropininc.instantstream.mock.stream.Views;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.api.model.ChatMessage;
import com.dropininc.instantstream.spec.api.model.Role;
import com.dropininc.instantstream.spec.api.model.Stream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;

/** Routes that show streams, force their state, and act in the place of viewer, dealer or operator. */
final class StreamRoutes {
    private static final int STANDARD = 200;
    private static final int SHOWN_REQUESTS = 100;

    private final Contract contract;
    private final Views views;
    private final Function<Move, Move.Made> parties;

    StreamRoutes(Contract contract, Views views, Function<Move, Move.Made> parties) {
        this.contract = contract;
        this.views = views;
        this.parties = parties;
    }

    /**
     * Everything about one stream.
     *
     * @param allowed the operations that its state allows now
     * @param history what happened to it, oldest first
     * @param requests ids of the requests that named it, newest first
     * @param channels who listens to it
     */
    record Inspected(
            Stream stream,
            Set<String> allowed,
            List<ChatMessage> chat,
            List<History.Moment> history,
            List<String> requests,
            List<Listeners> channels) {}

    /** How many listen on a channel, and who of those that tell. */
    record Listeners(String channel, int subscriptions, List<String> members) {}

    List<Route> routes() {
        return List.of(
                Route.get("/streams", "All streams of a sandbox, newest first", this::list)
                        .inSandbox()
                        .taking("status", "a state of the lifecycle")
                        .taking("limit", "how many at most; 200 when left out"),
                Route.get(
                                "/streams/{token}",
                                "Everything about one stream",
                                call -> Result.ok(inspected(call.sandbox(), known(call))))
                        .inSandbox(),
                Route.put(
                                "/streams/{token}/state",
                                "Brings a stream into a state, whatever the lifecycle says",
                                this::force)
                        .inSandbox()
                        .reading(Route.field("state", "string", "a state of the lifecycle")),
                Route.post("/act", "Calls an operation in the place of viewer, dealer or operator", this::act)
                        .inSandbox()
                        .reading(
                                Route.field("as", "string", "viewer, dealer or operator: whose key is used"),
                                Route.field("operation", "string", "operationId"),
                                Route.field("parameters", "object", "path parameters by name"),
                                Route.field("query", "object", "query parameters by name"),
                                Route.field("body", "object", "what the operation's body says")));
    }

    private Result list(AdminCall call) {
        Sandbox sandbox = call.sandbox();
        Optional<String> status = call.asked("status");
        status.filter(word -> !contract.lifecycle().states().containsKey(word)).ifPresent(word -> {
            throw Problem.unknown("state", word, contract.lifecycle().states().keySet());
        });
        List<Stream> streams = sandbox.streams().all().stream()
                .filter(stream -> status.isEmpty() || status.get().equals(stream.status()))
                .sorted(Comparator.comparing(
                                (StreamState stream) -> stream.times().created())
                        .thenComparing(StreamState::token)
                        .reversed())
                .limit(call.number("limit", STANDARD, Integer.MAX_VALUE))
                .map(views::stream)
                .toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("total", sandbox.streams().size());
        answer.put("streams", streams);
        return Result.ok(answer);
    }

    private static StreamState known(AdminCall call) {
        Sandbox sandbox = call.sandbox();
        String token = call.parameter("token");
        return sandbox.streams()
                .find(token, sandbox.clock().instant())
                .orElseThrow(() -> Problem.unknown(
                        "stream",
                        "sandbox " + sandbox.id() + " has no stream '" + token + "'; GET /streams lists those it has"));
    }

    private Inspected inspected(Sandbox sandbox, StreamState state) {
        List<Listeners> listeners = sandbox.openRealtime().stream()
                .flatMap(open -> open.channels().stream())
                .filter(channel -> contract.channel("stream")
                        .value(channel.name())
                        .filter(state.token()::equals)
                        .isPresent())
                .map(channel -> new Listeners(channel.name(), channel.subscriptions(), channel.members()))
                .toList();
        return new Inspected(
                views.stream(state),
                sandbox.contract().lifecycle().allowed(state.status()),
                sandbox.streams().chat(state.token()).stream()
                        .map(views::message)
                        .toList(),
                sandbox.history().of(state.token()),
                sandbox.journal().newest(heading -> heading.token().equals(state.token()), SHOWN_REQUESTS).stream()
                        .map(Entry::id)
                        .toList(),
                listeners);
    }

    private Result force(AdminCall call) {
        Sandbox sandbox = call.sandbox();
        StreamState stream = known(call);
        call.body().required("state");
        String state = call.body()
                .word("state", contract.lifecycle().states().keySet())
                .orElseThrow();
        Act act = new Act(
                "",
                List.of(Role.VIEWER),
                Device.UNKNOWN,
                Optional.of(new StreamState.Place("0", "0")),
                Optional.empty(),
                sandbox.nonces().next(),
                sandbox.clock().instant());
        return Result.ok(inspected(
                sandbox, sandbox.streams().force(stream.token(), state, act).orElseGet(() -> known(call))));
    }

    private Result act(AdminCall call) {
        Wish wish = call.body();
        wish.required("as");
        Move.Made made = parties.apply(new Move(
                call.sandbox(),
                wish.word("as", contract.keyKinds()).orElseThrow(),
                wish.required("operation"),
                wish.texts("parameters"),
                wish.texts("query"),
                wish.value("body").orElseGet(JsonNodeFactory.instance::objectNode)));
        return Result.ok(made);
    }
}
