package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.model.StreamModel;
import com.dropininc.instantstream.contract.model.StreamModel.Fact;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Rule;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What the model says about a stream, held against what is read of it. A property that does not show says nothing about
 * the docs; one that shows and contradicts them breaks them. One instance for one step.
 */
final class Forecast {
    private final Bench bench;
    private final Bench.Sent sent;
    private final StreamModel model;
    private final Map<String, JsonNode> seen;

    /** @param sent the call after which the stream was read */
    Forecast(Bench bench, Bench.Sent sent, StreamModel model, Map<String, JsonNode> seen) {
        this.bench = bench;
        this.sent = sent;
        this.model = model;
        this.seen = seen;
    }

    /**
     * Holds all that the model says.
     *
     * @param request the body that the stream was requested with
     */
    void hold(JsonNode request, String token) {
        state();
        for (String name : List.of(Field.PHONE, Field.EMAIL)) {
            same("fields-kept", name, request.path(name).asString());
        }
        Optional.ofNullable(seen.get(Field.NOTIFIED))
                .filter(JsonNode::isBoolean)
                .ifPresent(shown ->
                        holds("notify-effect", shown.asBoolean() == model.has(Fact.NOTIFIED), Field.NOTIFIED, shown));
        text(Field.CHANNEL)
                .ifPresent(name -> holds("fields-kept", name.endsWith(token), "a channel that names the stream", name));
        model.place().forEach((name, value) -> same("coordinates-kept", name, value));
        shows("media-while-streaming", Field.STREAM, model.has(Fact.MEDIA));
        shows("coordinates-kept", Field.LONGITUDE, model.has(Fact.STARTED));
        shows("instants-of-state", Field.STARTED_AT, model.has(Fact.STARTED));
        shows("instants-of-state", Field.ENDED_AT, model.has(Fact.ENDED));
        shows("instants-of-state", Field.LAST_PING_AT, model.has(Fact.PINGED));
        expiry();
        recording(token);
        bench.roles().forEach(this::party);
    }

    private void state() {
        text(Field.STATUS)
                .filter(bench.contract().lifecycle().states()::containsKey)
                .ifPresent(state -> holds("lifecycle-allowed", state.equals(model.state()), model.state(), state));
    }

    private void same(String rule, String name, String wanted) {
        text(name).ifPresent(shown -> holds(rule, shown.equals(wanted), name + " " + wanted, shown));
    }

    private void shows(String rule, String name, boolean wanted) {
        if (!bench.session().exchange().conventions().shows(name)) {
            // No stream shows it here, whatever it is called instead.
            return;
        }
        boolean shown = seen.containsKey(name) && !seen.get(name).isNull();
        holds(rule, shown == wanted, name + (wanted ? "" : " absent") + " while " + model.state(), shown(name));
    }

    private void expiry() {
        Optional<Lifecycle.After> after =
                bench.contract().lifecycle().timeRow(model.state()).flatMap(Lifecycle.Transition::after);
        Optional<Instant> since = after.flatMap(span -> instant(span.since()));
        boolean told = after.map(
                        span -> bench.session().exchange().conventions().shows(span.since()))
                .orElse(true);
        if (!told) {
            // Nobody can say from when on time runs here.
            return;
        }
        shows("instants-of-state", Field.EXPIRES_ON, since.isPresent());
        if (since.isPresent() && instant(Field.EXPIRES_ON).isPresent()) {
            Instant wanted = since.get().plus(after.get().span());
            Instant shown = instant(Field.EXPIRES_ON).get();
            holds("instants-of-state", shown.equals(wanted), Field.EXPIRES_ON + " " + wanted, shown);
        }
    }

    private void recording(String token) {
        JsonNode shown = seen.get(Field.RECORDING);
        if (shown == null) {
            return;
        }
        boolean there = shown.isObject();
        holds(
                "record-kept",
                there == model.has(Fact.RECORDED),
                model.has(Fact.RECORDED) ? "a recording" : "none",
                shown);
        if (there) {
            List<String> words = bench.contract().schemas().words("RecordingStatus");
            String wanted = words.get(model.has(Fact.RECORDING_STOPPED) ? 1 : 0);
            Answer.text(shown, Field.STATUS)
                    .filter(words::contains)
                    .ifPresent(status -> holds("record-kept", status.equals(wanted), wanted, status));
            Answer.text(shown, Field.STREAM)
                    .ifPresent(of -> holds("record-kept", of.equals(token), "recording of " + token, of));
        }
    }

    private void party(String role) {
        JsonNode shown = seen.get(role);
        if (shown == null) {
            return;
        }
        StreamModel.Party party = model.party(role);
        List.of("device-of-role", "fields-kept", "role-of-start", "lifecycle-allowed")
                .forEach(rule -> bench.tests(bench.contract().rule(rule)));
        for (String field : StreamModel.DEVICE) {
            Optional<String> wanted = Optional.ofNullable(party.device().get(field));
            Optional<String> value = Answer.text(shown, field);
            if (!value.equals(wanted)) {
                boolean foreign =
                        value.isPresent() && !party.sent().contains(value.get()) && sentByAnother(role, value.get());
                holds(
                        foreign ? "device-of-role" : "fields-kept",
                        false,
                        role + "." + field + " " + wanted.orElse("absent"),
                        value.orElse("absent"));
            }
        }
        boolean joined = shown.has(Field.JOINED_AT);
        if (joined != party.joined()) {
            boolean swapped = actsForAnother(role, joined);
            holds(
                    swapped ? "role-of-start" : "lifecycle-allowed",
                    false,
                    role + (party.joined() ? " joined" : " not joined"),
                    shown);
        }
    }

    private boolean sentByAnother(String role, String value) {
        return model.parties().entrySet().stream()
                .anyMatch(other ->
                        !other.getKey().equals(role) && other.getValue().sent().contains(value));
    }

    /** One side shows as joined that never started, and the one that did shows as not joined: the docs say who starts. */
    private boolean actsForAnother(String role, boolean joined) {
        return model.parties().keySet().stream()
                .filter(other -> !other.equals(role) && seen.containsKey(other))
                .anyMatch(other -> {
                    boolean otherShown = seen.get(other).has(Field.JOINED_AT);
                    return otherShown != joined
                            && otherShown != model.party(other).joined();
                });
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(seen.get(name)).filter(JsonNode::isString).map(JsonNode::asString);
    }

    private Optional<Instant> instant(String name) {
        try {
            return text(name).map(Instant::parse);
        } catch (DateTimeParseException e) {
            // That it is no instant is the schema's affair.
            return Optional.empty();
        }
    }

    private String shown(String name) {
        return seen.containsKey(name) ? seen.get(name).toString() : "absent";
    }

    private void holds(String rule, boolean ok, Object expected, Object shown) {
        Rule broken = bench.contract().rule(rule);
        bench.tests(broken);
        if (!ok) {
            bench.found(new Finding(
                    broken,
                    broken.provenance(),
                    sent.call().name(),
                    String.valueOf(expected),
                    String.valueOf(shown),
                    bench.evidence(sent.call(), sent.answer())));
        }
    }
}
