package com.dropininc.instantstream.contract.exchange;

import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.ChannelForm;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Json;
import com.dropininc.instantstream.spec.MalformedJson;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Router;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Which requests a profile forbids. A call is looked at as it goes over the wire, whatever it was meant to be: a path
 * with another method, a slash too many or a token in a channel's name are seen through. Immutable.
 */
final class Restrictions {
    private static final int GUARDED_BODY_BYTES = 1 << 16;
    private static final String TOKEN = "token";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Contract contract;
    private final Rules rules;

    Restrictions(Contract contract, Rules rules) {
        this.contract = contract;
        this.rules = rules;
    }

    /**
     * @param own tokens that this run made or made up
     * @throws NotJudged if the call is forbidden
     */
    void check(Call call, Set<String> own) {
        if (creates(call) && !rules.notifying() && !"false".equals(call.query().get(Field.NOTIFY))) {
            throw forbidden("it could notify a dealer");
        }
        writes(call);
        if (!rules.guarded()) {
            return;
        }
        Optional<String> foreign =
                tokens(call).stream().filter(token -> !own.contains(token)).findFirst();
        if (foreign.isPresent()) {
            throw forbidden("it names a stream that this run did not make");
        }
        if (call.body().filter(body -> body.bytes().length > GUARDED_BODY_BYTES).isPresent()) {
            throw forbidden("its body is large");
        }
        Leftovers.Intent person = intent(call);
        if (person.phone().filter(rules.reserved()::reachesByPhone).isPresent()) {
            throw forbidden("it names a phone number that is not reserved for fiction");
        }
        if (person.email().filter(rules.reserved()::reachesByMail).isPresent()) {
            throw forbidden("it names a mail address that is not reserved for examples");
        }
    }

    /**
     * @throws NotJudged unless the clock is that of a server on this machine which nobody protects
     */
    void check(VirtualClock.Call call) {
        if (rules.guarded()) {
            throw forbidden("nobody turns the clock of a protected environment");
        }
        try {
            String host = call.uri().getHost();
            if (host == null || !InetAddress.getByName(host).isLoopbackAddress()) {
                throw forbidden("a clock is turned on this machine only");
            }
        } catch (UnknownHostException e) {
            throw forbidden("its host is unknown");
        }
    }

    /**
     * @param own tokens that this run made or made up
     * @throws NotJudged if the channel is that of another stream
     */
    void check(RealtimeSocket.Joining joining, Set<String> own) {
        if (rules.guarded() && !own.containsAll(tokensOf(joining.channel()))) {
            throw forbidden("it listens to a stream that this run did not make");
        }
    }

    private void writes(Call call) {
        if (rules.writes().isEmpty() || READING.contains(call.method())) {
            return;
        }
        Optional<Operation> operation = called(call)
                .filter(known -> !known.writes().isEmpty()
                        || contract.lifecycle().creation(known.id()).isPresent());
        if (operation
                .filter(known -> !rules.writes().get().contains(known.id()))
                .isPresent()) {
            throw forbidden("the profile does not let " + operation.get().id() + " write");
        }
    }

    private static NotJudged forbidden(String reason) {
        return new NotJudged(NotJudged.Cause.MEANS, "the call is not made on this environment: " + reason);
    }

    /** Whether a call could make a stream. */
    boolean creates(Call call) {
        return !READING.contains(call.method())
                && called(call)
                        .filter(operation ->
                                contract.lifecycle().creation(operation.id()).isPresent())
                        .isPresent();
    }

    /** What a server would take the call for, be it lenient about slashes and case. */
    private Optional<Operation> called(Call call) {
        return call.operation()
                .filter(operation -> operation.path().equals(call.path()))
                .or(() -> found(call.method(), call.path()))
                .or(() -> found(call.method(), lenient(call.path())))
                .or(call::operation);
    }

    private Optional<Operation> found(String method, String path) {
        return contract.router().match(method, path) instanceof Router.Found found
                ? Optional.of(found.operation())
                : Optional.empty();
    }

    private static String lenient(String path) {
        String plain = decoded(path).replaceAll("/+", "/").replaceAll("/$", "");
        return plain.toLowerCase(java.util.Locale.ROOT);
    }

    /** Every token that a call names, in its path or as a channel. */
    private Set<String> tokens(Call call) {
        Set<String> tokens = new LinkedHashSet<>();
        call.token().ifPresent(tokens::add);
        Stream.of("GET", "POST")
                .map(method -> contract.router().match(method, call.path()))
                .filter(Router.Found.class::isInstance)
                .map(found -> ((Router.Found) found).parameters().get(TOKEN))
                .filter(java.util.Objects::nonNull)
                .map(Restrictions::decoded)
                .forEach(tokens::add);
        tokens.addAll(tokensOf(text(call, Field.CHANNEL_NAME).orElse("")));
        return tokens;
    }

    private Set<String> tokensOf(String channel) {
        Set<String> tokens = new LinkedHashSet<>();
        for (ChannelForm form : contract.channels()) {
            if (form.parameter().equals(TOKEN)) {
                form.value(channel).ifPresent(tokens::add);
            }
        }
        return tokens;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A broken escape, sent on purpose: what it stands for is what is written.
            return text;
        }
    }

    /** Whom a call is about. */
    static Leftovers.Intent intent(Call call) {
        return new Leftovers.Intent(text(call, Field.PHONE), text(call, Field.EMAIL));
    }

    private static Optional<String> text(Call call, String field) {
        JsonNode body = call.body().map(Restrictions::json).orElseGet(MissingNode::getInstance);
        return Answer.text(body, field).or(() -> call.body().flatMap(sent -> inForm(sent, field)));
    }

    private static JsonNode json(Call.Body body) {
        try {
            return Json.parse(body.bytes());
        } catch (MalformedJson e) {
            // A body that no server can read tells nobody anything.
            return MissingNode.getInstance();
        }
    }

    private static Optional<String> inForm(Call.Body body, String field) {
        return Stream.of(new String(body.bytes(), StandardCharsets.UTF_8).split("&"))
                .filter(pair -> pair.startsWith(field + "="))
                .map(pair -> decoded(pair.substring(field.length() + 1).replace("+", " ")))
                .findFirst();
    }
}
