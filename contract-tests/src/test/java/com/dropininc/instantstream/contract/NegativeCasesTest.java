package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Exchanged;
import com.dropininc.instantstream.contract.exchange.Expectation;
import com.dropininc.instantstream.contract.exchange.Wrong;
import com.dropininc.instantstream.contract.report.Run;
import com.dropininc.instantstream.spec.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The calls of a run, judged by their bytes: what is to be refused is wrong, what is to succeed is not. */
class NegativeCasesTest {
    /** The checks that make wrong calls; that no other one demands what it cannot prove is seen on the mock. */
    private static final List<String> GENERATED = List.of(
            "invalid-*",
            "malformed-*",
            "body-*",
            "required-*",
            "just-valid-*",
            "unknown-*",
            "empty-*",
            "wrong-*",
            "keys-*",
            "order-*");

    private final Contract contract = Contract.load();

    @Test
    void every_call_that_is_to_be_refused_is_provably_wrong_and_says_in_what() {
        List<String> unproved = new ArrayList<>();
        Set<String> sentences = new TreeSet<>();
        Run run = rehearsed(exchanged -> {
            if (exchanged.expectation() instanceof Expectation.Success
                    && exchanged.wrong().isPresent()) {
                unproved.add("is to succeed, but " + exchanged.wrong().get().sentence() + ": " + shown(exchanged));
            }
            if (exchanged.expectation() instanceof Expectation.Refused refused) {
                String refusal = refused.refusal().id();
                if (!exchanged.demandsRefusal(refusal)) {
                    unproved.add("is to be refused as " + refusal + ": " + shown(exchanged));
                }
                exchanged.wrong().map(Wrong::sentence).ifPresent(sentences::add);
            }
        });
        assertEquals(List.of(), unproved);
        assertTrue(sentences.size() > 30, sentences.toString());
        assertTrue(sentences.stream().allMatch(sentence -> sentence.matches("\\w.*[^.]")), sentences.toString());
        List<String> unsent = run.verdict().results().stream()
                .filter(result -> result.reason().contains("the contract has no"))
                .map(result -> result.check().id() + ": " + result.reason())
                .toList();
        assertEquals(List.of(), unsent);
    }

    @Test
    void what_is_wrong_is_found_in_the_bytes_and_not_in_what_they_were_made_from() {
        Call call = Call.of(contract.operation("saveChat"))
                .token("t")
                .key(new com.dropininc.instantstream.contract.exchange.Secret("KEY", "some-key"));
        assertEquals(
                Optional.of("body /message is missing"),
                wrong(call.bytes(
                        "{\"role\":\"viewer\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        "application/json")));
        assertEquals(
                Optional.of("its body is no well-formed application/json in UTF-8"),
                wrong(call.bytes(new byte[] {'"', (byte) 0xe9, '"'}, "application/json")));
        assertEquals(Optional.of("it has no key in its header apikey"), wrong(call.withoutKey()));
    }

    private Optional<String> wrong(Call call) {
        return Wrong.with(contract, call).map(Wrong::sentence);
    }

    private static String shown(Exchanged exchanged) {
        Call call = exchanged.call();
        return call.method() + " " + call.pathAndQuery() + " "
                + call.body()
                        .map(body -> new String(body.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                        .orElse("");
    }

    private Run rehearsed(java.util.function.Consumer<Exchanged> watching) {
        Targets targets = Targets.of(Optional.empty(), contract, Map.of());
        return new PlannedCalls(contract, targets.target(Optional.empty(), Optional.of("http://127.0.0.1:1")))
                .rehearsed(
                        Plan.of(new ArrayList<>(Plan.catalogue(contract)), GENERATED),
                        new Run.Settings(false, 1, 6, Optional.empty()),
                        check -> {},
                        watching);
    }
}
