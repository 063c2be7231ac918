package com.dropininc.instantstream.contract.exchange;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is never cleared for a protected environment, however it is disguised. */
class SafetyTest {
    private static final Contract CONTRACT = Contract.load();
    private static final Operation CREATE = CONTRACT.operation("requestStream");
    private static final Operation READ = CONTRACT.operation("getStream");
    private static final String FOREIGN = "st_of_somebody_else";
    private static final String PERSON = "{\"phone\":\"+13005550143\",\"email\":\"a@example.com\"}";

    private final Safety safety = new Safety(CONTRACT, true);

    private static Call json(Call call, String body) {
        return call.bytes(body.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    private static Call create() {
        return json(Call.of(CREATE).query("notify", "false"), PERSON);
    }

    static Stream<Call> forbidden() {
        Operation channel = CONTRACT.operation("authorizeChannel");
        String name = CONTRACT.channel("stream").name(FOREIGN);
        return Stream.of(
                json(Call.of(CREATE), PERSON),
                create().query("notify", "true"),
                create().query("notify", "1"),
                create().query("notify", "FALSE"),
                create().plain().path(CREATE.path() + "/"),
                create().plain().path("/" + CREATE.path()),
                create().plain().path(CREATE.path().replace("request", "%72equest")),
                Call.elsewhere("POST", CREATE.path()),
                json(create(), PERSON.replace("+13005550143", "+13005552143")),
                json(create(), PERSON.replace("+13005550143", "0171 2345678")),
                json(create(), PERSON.replace("example.com", "example.com.evil.org")),
                Call.of(READ).token(FOREIGN),
                Call.of(READ).path(READ.path().replace("{token}", FOREIGN)),
                Call.of(READ).token(FOREIGN).method("DELETE"),
                Call.of(READ).path(READ.path().replace("{token}", "st%5Fof_somebody_else")),
                Call.of(CONTRACT.operation("stopStream")).token(FOREIGN),
                json(Call.of(channel), "{\"socket_id\":\"1.2\",\"channel_name\":\"" + name + "\"}"),
                Call.of(channel)
                        .bytes(
                                ("socket_id=1.2&channel_name=" + name).getBytes(StandardCharsets.UTF_8),
                                "application/x-www-form-urlencoded"),
                create().bytes(new byte[1 << 17], "application/json"));
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void a_call_that_breaks_a_rule_is_not_cleared(Call call) {
        NotJudged refused = assertThrows(NotJudged.class, () -> safety.clear(call));
        assertTrue(refused.getMessage().startsWith("the call is not made on this environment"), refused.getMessage());
    }

    static Stream<Call> allowed() {
        return Stream.of(
                create(),
                json(create(), "{\"phone\":\"\"}"),
                json(create(), "{\"phone\":7}"),
                json(create(), "no json"),
                Call.of(READ).token("made_up"));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void a_call_that_breaks_none_is_cleared(Call call) {
        safety.invented("made_up");
        assertDoesNotThrow(() -> safety.clear(call).close());
    }

    @Test
    void what_is_sent_beside_the_api_passes_the_same_rules() {
        Safety open = new Safety(CONTRACT, false);
        VirtualClock.Call here = turn("http://127.0.0.1:4010/__admin/clock");
        assertDoesNotThrow(() -> open.clear(here).close());
        assertThrows(NotJudged.class, () -> safety.clear(here), "nobody turns the clock of a protected environment");
        assertThrows(NotJudged.class, () -> open.clear(turn("http://192.0.2.1/__admin/clock")), "nor one elsewhere");
        safety.invented("made_up");
        assertDoesNotThrow(() -> safety.clear(joining("made_up")).close());
        assertThrows(NotJudged.class, () -> safety.clear(joining(FOREIGN)), "nor is another's stream heard");
        Safety poor = by(new Rules.Budget(1, 1, Duration.ofDays(1)), Optional.empty());
        RealtimeSocket.Opening socket = new RealtimeSocket.Opening(URI.create("wss://192.0.2.1"));
        assertDoesNotThrow(() -> poor.clear(socket).close());
        assertThrows(NotJudged.class, () -> poor.clear(here), "all of it counts");
    }

    private static VirtualClock.Call turn(String url) {
        return new VirtualClock.Call(URI.create(url), "POST", "{}");
    }

    private static RealtimeSocket.Joining joining(String token) {
        return new RealtimeSocket.Joining(CONTRACT.channel("stream").name(token), "");
    }

    private static Safety by(Rules.Budget budget, Optional<Set<String>> writes) {
        Rules.Rate rate = new Rules.Rate(OptionalInt.empty(), 10);
        return new Safety(CONTRACT, new Rules(false, false, writes, rate, budget, Reserved.load()), Ledger.none());
    }

    @Test
    void only_the_operations_that_the_profile_names_may_write() {
        Safety reading = by(Rules.Budget.NONE, Optional.of(Set.of("requestStream")));
        assertDoesNotThrow(() -> reading.clear(create()).close());
        assertDoesNotThrow(() -> reading.clear(Call.of(READ).token("t")).close());
        for (String id : List.of("startStream", "saveChat", "recordStream")) {
            Call call = Call.of(CONTRACT.operation(id)).token("t");
            assertThrows(NotJudged.class, () -> reading.clear(call), id);
        }
    }

    @Test
    void a_run_that_would_cost_more_than_its_budget_has_no_verdict_but_still_ends_what_it_made() {
        Safety poor = by(new Rules.Budget(3, 1, Duration.ofDays(1)), Optional.empty());
        assertDoesNotThrow(() -> poor.clear(create()).close());
        NotJudged streams = assertThrows(NotJudged.class, () -> poor.clear(create()));
        assertEquals("the budget of the profile is spent: 1 streams", streams.getMessage());
        assertTrue(!streams.why().harmless(), "it is no verdict");
        Call read = Call.of(READ).token("t");
        assertDoesNotThrow(() -> poor.clear(read).close());
        assertThrows(NotJudged.class, () -> poor.clear(read));
        poor.ending();
        assertDoesNotThrow(() -> poor.clear(read).close());
    }
}
