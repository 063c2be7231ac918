package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.mock.stream.Act;
import com.dropininc.instantstream.mock.stream.Decision;
import com.dropininc.instantstream.mock.stream.StreamState;
import com.dropininc.instantstream.mock.stream.Streams;
import com.dropininc.instantstream.mock.stream.Views;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.ContractException;
import com.dropininc.instantstream.spec.api.model.RequestStreamBody;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** One handler for each operation of the spec; what the lifecycle decides needs none of its own. */
final class Handlers {
    private interface Handler {
        Outcome handle(Invocation invocation);
    }

    /** The query parameter that tells the dealer. */
    static final String NOTIFY = "notify";

    /** Words that count as yes where notify is read leniently. */
    private static final Set<String> YES = Set.of("true", "1", "yes", "on");

    private final Views views;
    private final Answers answers;
    private final Map<String, Handler> byOperation;

    /**
     * @throws ContractException if an operation of the spec has no handler here, or the other way round
     */
    Handlers(Contract contract, Views views, Answers answers, ChannelAccess channels) {
        this.views = views;
        this.answers = answers;
        this.byOperation = Map.ofEntries(
                Map.entry("requestStream", this::request),
                Map.entry("updateDealerDevice", this::stream),
                Map.entry("startStream", this::stream),
                Map.entry("cancelStream", this::stream),
                Map.entry("stopStream", this::stream),
                Map.entry("getStream", this::stream),
                Map.entry("pingStream", this::stream),
                Map.entry("recordStream", this::recording),
                Map.entry("saveChat", this::message),
                Map.entry("getChat", this::chat),
                Map.entry("getPending", this::pending),
                Map.entry("authorizeChannel", channels::authorize));
        requireOneEach(contract.operations().keySet());
    }

    private void requireOneEach(Set<String> operations) {
        Set<String> missing = new TreeSet<>(operations);
        missing.removeAll(byOperation.keySet());
        Set<String> unknown = new TreeSet<>(byOperation.keySet());
        unknown.removeAll(operations);
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new ContractException("every operation of the spec needs exactly one handler; without one: " + missing
                    + ", handlers of unknown operations: " + unknown);
        }
    }

    Outcome handle(Invocation invocation) {
        return byOperation.get(invocation.operation().id()).handle(invocation);
    }

    private Outcome request(Invocation invocation) {
        Sandbox sandbox = invocation.sandbox();
        // Missing only where identity-required is read as optional: such a viewer is nobody's second self.
        String phone = invocation.text(RequestStreamBody.JSON_PROPERTY_PHONE);
        StreamState.Request request = new StreamState.Request(
                sandbox.accounts()
                        .of(phone.isEmpty() ? "nobody " + sandbox.nonces().next() : phone),
                phone,
                invocation.text(RequestStreamBody.JSON_PROPERTY_EMAIL),
                notifies(invocation));
        StreamState stream = sandbox.streams().request("st_" + sandbox.nonces().next(), request, act(invocation));
        return new Outcome.Done(views.stream(stream), Optional.empty(), Optional.of(stream.token()));
    }

    private static boolean notifies(Invocation invocation) {
        return invocation
                .queryValue(NOTIFY)
                .filter(word -> YES.contains(word.toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    private Outcome stream(Invocation invocation) {
        return decided(invocation, change -> views.stream(change.stream()));
    }

    private Outcome recording(Invocation invocation) {
        return decided(
                invocation,
                change -> views.recording(change.stream().recording().orElseThrow(), change.stream()));
    }

    private Outcome message(Invocation invocation) {
        return decided(invocation, change -> views.message(change.said().orElseThrow()));
    }

    private Outcome chat(Invocation invocation) {
        return decided(
                invocation,
                change -> invocation.sandbox().streams().chat(change.stream().token()).stream()
                        .map(views::message)
                        .toList());
    }

    private Outcome pending(Invocation invocation) {
        Instant now = invocation.sandbox().clock().instant();
        return Outcome.done(invocation.sandbox().streams().pending(invocation.parameter("accountId"), now).stream()
                .map(views::stream)
                .toList());
    }

    private Outcome decided(Invocation invocation, Function<Decision.Change, Object> answer) {
        String token = invocation.parameter("token");
        Optional<Decision> decision = invocation.sandbox().streams().act(token, act(invocation));
        if (decision.isEmpty()) {
            return Outcome.no(
                    "token-unknown", "path token", "no stream has the token " + token + forgotten(invocation));
        }
        if (decision.get() instanceof Decision.Refused refused) {
            return new Outcome.No(new Refused(
                    "state",
                    "path token",
                    invocation.operation().id() + " is not allowed while the stream is " + refused.state()
                            + "; allowed now: " + String.join(", ", refused.allowed()),
                    Optional.of(refused.provenance())));
        }
        return Outcome.done(answer.apply((Decision.Change) decision.get()));
    }

    /** A load test that asks for what had to make room should not look for the fault in its own tokens. */
    private static String forgotten(Invocation invocation) {
        Streams streams = invocation.sandbox().streams();
        return streams.forgotten() == 0
                ? ""
                : " any more or ever (" + streams.forgotten() + " were forgotten: the mock keeps "
                        + streams.retention().streams() + ", see --keep-streams)";
    }

    private Act act(Invocation invocation) {
        Sandbox sandbox = invocation.sandbox();
        return Acts.of(
                invocation.operation(),
                invocation.body(),
                sandbox.nonces().next(),
                sandbox.clock().instant());
    }
}
