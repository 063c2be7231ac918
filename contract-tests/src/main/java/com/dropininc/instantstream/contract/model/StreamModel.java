package com.dropininc.instantstream.contract.model;

import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.spec.Lifecycle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a stream has to be after what was done to it, by the rows of the lifecycle. Immutable; every act answers a
 * changed copy.
 *
 * @param state state of the lifecycle
 * @param parties the two sides by role
 * @param place longitude and latitude, once somebody has started
 * @param facts what has happened
 * @param chat what was said, oldest first
 */
public record StreamModel(
        String state, Map<String, Party> parties, Map<String, String> place, Set<Fact> facts, List<Said> chat) {

    /** What may have happened to a stream. */
    public enum Fact {
        NOTIFIED,
        STARTED,
        MEDIA,
        PINGED,
        RECORDED,
        RECORDING_STOPPED,
        ENDED
    }

    /**
     * One side.
     *
     * @param device its device fields
     * @param sent every value that this side ever sent as a device field
     */
    public record Party(Map<String, String> device, boolean joined, Set<String> sent) {
        static final Party NOBODY = new Party(Map.of(), false, Set.of());

        private Party merged(JsonNode body, boolean joins) {
            Map<String, String> fields = new LinkedHashMap<>(device);
            Set<String> values = new LinkedHashSet<>(sent);
            for (String name : DEVICE) {
                if (body.path(name).isString()) {
                    fields.put(name, body.path(name).asString());
                    values.add(body.path(name).asString());
                }
            }
            return new Party(fields, joined || joins, values);
        }
    }

    /** A message of the chat. */
    public record Said(String role, String message) {}

    /** Names of the device fields. */
    public static final List<String> DEVICE = List.of(Field.DEVICE_TOKEN, Field.DEVICE_TYPE, Field.BUNDLE_ID);

    /** The effects whose repetition changes nothing at all. */
    private static final Set<String> SETTLING = Set.of("join", "startRecording");

    /** A new stream, as it was requested; the device is that of the first role. */
    public static StreamModel requested(Lifecycle lifecycle, List<String> roles, JsonNode body, boolean notified) {
        Map<String, Party> parties = new LinkedHashMap<>();
        roles.forEach(role -> parties.put(role, Party.NOBODY));
        parties.put(roles.get(0), Party.NOBODY.merged(body, false));
        return new StreamModel(
                lifecycle.initial(), parties, Map.of(), notified ? Set.of(Fact.NOTIFIED) : Set.of(), List.of());
    }

    /** The side of a role. */
    public Party party(String role) {
        return parties.getOrDefault(role, Party.NOBODY);
    }

    public boolean has(Fact fact) {
        return facts.contains(fact);
    }

    /** The stream after a row of the lifecycle was taken by a call with that body, by that role. */
    public StreamModel after(Lifecycle lifecycle, Lifecycle.Transition row, JsonNode body, String role) {
        StreamModel next = new StreamModel(row.target(state), parties, place, facts, chat);
        for (String effect : row.effects()) {
            StreamModel changed = next.with(effect, body, role);
            Optional<String> repeated = lifecycle.effects().get(effect).repeated();
            next = repeated.isPresent() && changed.equals(next) ? next.with(repeated.get(), body, role) : changed;
        }
        return next;
    }

    /** Whether taking the row once more changes nothing, its instants included. */
    public boolean settled(Lifecycle lifecycle, Lifecycle.Transition row, JsonNode body, String role) {
        return row.effects().isEmpty()
                || (SETTLING.containsAll(row.effects())
                        && after(lifecycle, row, body, role).equals(this));
    }

    private StreamModel with(String effect, JsonNode body, String role) {
        return switch (effect) {
            case "join" ->
                party(role).joined()
                        ? heard(role, body)
                        : party(role, party(role).merged(body, true));
            case "mergeDealerDevice" -> {
                String dealer = new ArrayList<>(parties.keySet()).get(1);
                yield party(dealer, party(dealer).merged(body, false));
            }
            case "openMedia" -> at(body).fact(Fact.STARTED).fact(Fact.MEDIA);
            case "closeMedia" -> without(Fact.MEDIA);
            case "end" -> fact(Fact.ENDED);
            case "startRecording" -> fact(Fact.RECORDED);
            case "stopRecording" -> has(Fact.RECORDED) ? fact(Fact.RECORDING_STOPPED) : this;
            case "touchPing" -> fact(Fact.PINGED);
            case "appendMessage" -> say(new Said(role, body.path(Field.MESSAGE).asString("")));
            default ->
                throw new IllegalArgumentException(
                        "the model does not know the effect " + effect + " of x-lifecycle: teach it to StreamModel");
        };
    }

    /** A repeated start changes nothing; its values are kept in mind, since a server that takes them breaks no promise. */
    private StreamModel heard(String role, JsonNode body) {
        Party known = party(role);
        return party(
                role,
                new Party(
                        known.device(), known.joined(), known.merged(body, true).sent()));
    }

    private StreamModel party(String role, Party changed) {
        Map<String, Party> copy = new LinkedHashMap<>(parties);
        copy.put(role, changed);
        return new StreamModel(state, copy, place, facts, chat);
    }

    private StreamModel at(JsonNode body) {
        Map<String, String> there = new LinkedHashMap<>();
        for (String name : List.of(Field.LONGITUDE, Field.LATITUDE)) {
            Optional.of(body.path(name))
                    .filter(JsonNode::isString)
                    .ifPresent(value -> there.put(name, value.asString()));
        }
        return new StreamModel(state, parties, there, facts, chat);
    }

    private StreamModel fact(Fact fact) {
        Set<Fact> more = new LinkedHashSet<>(facts);
        more.add(fact);
        return new StreamModel(state, parties, place, more, chat);
    }

    private StreamModel without(Fact fact) {
        Set<Fact> less = new LinkedHashSet<>(facts);
        less.remove(fact);
        return new StreamModel(state, parties, place, less, chat);
    }

    private StreamModel say(Said said) {
        List<Said> more = new ArrayList<>(chat);
        more.add(said);
        return new StreamModel(state, parties, place, facts, more);
    }
}
