package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.mock.sandbox.Settings;
import com.dropininc.instantstream.mock.stream.Streams;
import com.dropininc.instantstream.spec.Contract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/** Writes the state of a sandbox as one document, and makes a sandbox what such a document says. */
final class Snapshots {
    static final Route.Field[] FIELDS = {
        Route.field("format", "integer", "1"),
        Route.field("now", "string", "time of the sandbox's clock"),
        Route.field("frozen", "boolean", "whether the clock stands still"),
        Route.field("readings", "object", "reading by name of the ambiguity"),
        Route.field("accounts", "object", "id of the account by phone number"),
        Route.field("streams", "array", "streams with their chats")
    };

    private static final int FORMAT = 1;

    private final Contract contract;

    Snapshots(Contract contract) {
        this.contract = contract;
    }

    /** The state of a sandbox. Keys, journal and faults are no part of it. */
    record Snapshot(
            int format,
            Instant now,
            boolean frozen,
            Map<String, String> readings,
            Map<String, String> accounts,
            List<Streams.Kept> streams) {}

    Snapshot of(Sandbox sandbox) {
        return new Snapshot(
                FORMAT,
                sandbox.clock().instant(),
                sandbox.clock().frozen(),
                sandbox.readings().byAmbiguity(),
                sandbox.accounts().byPhone(),
                sandbox.streams().keep());
    }

    /** Checks the whole document before it changes anything. */
    void restore(Sandbox sandbox, Wish wish) {
        if (wish.whole("format", FORMAT, FORMAT).isEmpty()) {
            throw Problem.invalid("/format", "format is missing: take the document that GET /snapshot gave");
        }
        Map<String, String> readings = wish.texts("readings");
        Map<String, String> accounts = wish.texts("accounts");
        List<Streams.Kept> streams = new ArrayList<>();
        wish.objects("streams").forEach(stream -> streams.add(stream(stream)));
        Set<String> tokens = new HashSet<>();
        streams.stream()
                .map(kept -> kept.stream().token())
                .filter(token -> !tokens.add(token))
                .findFirst()
                .ifPresent(twice -> {
                    throw Problem.invalid("/streams", "the token " + twice + " is there twice");
                });
        Instant now = instant(wish);
        Settings settings = new Settings(
                sandbox.readings().with(readings, contract),
                sandbox.settings().faultHeader(),
                Optional.empty(),
                sandbox.settings().upstream());
        sandbox.restore(settings, now, wish.flag("frozen").orElse(false), accounts, streams);
    }

    private static Instant instant(Wish wish) {
        try {
            return Instant.parse(wish.required("now"));
        } catch (java.time.DateTimeException e) {
            throw Problem.invalid("/now", "now has to be an instant such as 2026-11-24T01:40:04.140Z");
        }
    }

    private Streams.Kept stream(Wish wish) {
        try {
            Streams.Kept kept = AdminJson.read(wish.node(), Streams.Kept.class);
            String status = kept.stream().status();
            if (!contract.lifecycle().states().containsKey(status)) {
                throw Problem.unknown(
                        "state", status, contract.lifecycle().states().keySet());
            }
            return kept;
        } catch (JacksonException e) {
            throw Problem.invalid(wish.at(), "this is no stream of a snapshot: " + e.getMessage());
        }
    }
}
