package com.dropininc.instantstream.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverlayTest {
    private final Contract contract = Contract.load();

    @Test
    void an_overlay_updates_appends_and_removes() {
        Contract changed = contract.with(overlay("""
                - target: $['x-refusals'][?@.id == 'key-missing']
                  update: {status: 403}
                - target: "$.paths['/instantstream/cancel/{token}'].post['x-writes']"
                  update: stream
                - {target: "$.components.schemas.RequestStreamBody.required[-1]", remove: true}
                - {target: "$.paths.*[*].responses['429']", remove: true}
                """));
        assertEquals(403, changed.refusal("key-missing").status());
        assertTrue(changed.operation("cancelStream").writes().contains("stream"));
        assertEquals(
                "[\"phone\"]",
                changed.schemas()
                        .component("RequestStreamBody")
                        .path("required")
                        .toString());
        changed.operations()
                .values()
                .forEach(operation -> assertFalse(operation.answers().containsKey(429), operation.id()));
        assertEquals(401, contract.refusal("key-missing").status(), "the contract it came from is as it was");
        assertNotEquals(contract.digest(), changed.digest());
    }

    @Test
    void a_refusal_of_another_status_is_declared_by_every_operation_that_gives_it() {
        Contract one = contract.with(overlay("""
                - {target: "$['x-refusals'][?@.id == 'key-missing']", update: {status: 403}}
                """));
        assertEquals(Set.of(true), declared(one, 401), "an unknown key still has the old one");
        assertEquals(Set.of(true), declared(one, 403));
        Contract both = one.with(overlay("""
                - {target: "$['x-refusals'][?@.id == 'key-unknown']", update: {status: 403}}
                - {target: "$['x-refusals'][?@.id == 'token-unknown']", update: {status: 410}}
                """));
        assertEquals(Set.of(false), declared(both, 401));
        assertEquals(Set.of(true, false), declared(both, 410), "what names no stream cannot miss it");
        assertFalse(both.operation("requestStream").answers().containsKey(410));
        Operation get = both.operation("getStream");
        assertEquals(
                contract.operation("getStream").answers().get(404).schemas(),
                get.answers().get(410).schemas());
    }

    private static Set<Boolean> declared(Contract contract, int status) {
        return contract.operations().values().stream()
                .map(operation -> operation.answers().containsKey(status))
                .collect(java.util.stream.Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$..status",
                "$.paths[0:2]",
                "$['a','b']",
                "$[?@.a > 1]",
                "$[?length(@.a) == 1]",
                "$.a[01]",
                "$.",
                "$.a b",
                "paths",
                "$[?@.id == 'a' && @.b == 'c']"
            })
    void what_is_not_understood_of_a_path_is_refused_and_never_guessed(String path) {
        String message = refusal("- {target: \"" + path + "\", remove: true}\n");
        assertTrue(message.contains("over.yaml/actions/0/target") && message.contains(path), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- {target: $.info, updat: {a: 1}}| over.yaml/actions/0/updat is no key of an overlay; did you mean 'update'",
                "- {target: $.info}| needs either update or remove",
                "- {target: $.info, remove: true, update: {a: 1}}| needs either update or remove",
                "- {target: $.nowhere, remove: true}| over.yaml/actions/0/target: $.nowhere leads to nothing",
                "- {target: $, remove: true}| cannot be removed",
                "- {target: $.info.title, update: {a: 1}}| an object for an object",
                "- {target: $.info, update: text}| an object for an object",
                "- {target: $.components.schemas.Stream, update: {required: [token]}}| meets a list",
                "- {target: \"$['x-refusals'][0]\", update: {rule: unknown-token}}| over.yaml: what it makes of the spec cannot be used",
                "[]| is empty",
            })
    void a_wrong_overlay_says_where_and_why(String actions, String why) {
        String message = refusal(actions + "\n");
        assertTrue(message.contains(why), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "overlay: 1.1.0| overlay: 1.0.0| version 1.1.0",
                "extends: asyncapi.yaml| extends: openapi.yaml| is not openapi.yaml",
                "inf: {title: t}| info: {title: t, version: 1}| inf is no key of an overlay; did you mean 'info'",
            })
    void a_wrong_head_says_where_and_why(String wrong, String right, String why) {
        String text = "overlay: 1.0.0\nextends: openapi.yaml\ninfo: {title: t, version: 1}\nactions: []\n";
        String message = assertThrows(
                        ContractException.class, () -> Overlay.parse(text.replace(right, wrong), "over.yaml"))
                .getMessage();
        assertTrue(message.contains("over.yaml") && message.contains(why), message);
    }

    @Test
    void a_file_that_is_not_there_is_one_clear_line() {
        String message = assertThrows(ContractException.class, () -> Overlay.load(Path.of("nowhere.yaml")))
                .getMessage();
        assertEquals("the overlay nowhere.yaml cannot be read: is the path right?", message);
    }

    @Test
    void every_reading_that_a_contract_can_be_brought_to_makes_a_usable_one() {
        contract.ambiguities()
                .values()
                .forEach(ambiguity -> ambiguity.possible().forEach(reading -> {
                    Contract read = contract.reading(Map.of(ambiguity.id(), reading));
                    assertEquals(reading, read.ambiguity(ambiguity.id()).chosen());
                }));
    }

    @Test
    void a_reading_changes_what_it_says_it_changes() {
        Contract read = contract.reading(Map.of("success-status", "created", "cancel-while-streaming", "allowed"));
        assertEquals(201, read.operation("requestStream").success().status());
        assertEquals(200, read.operation("getStream").success().status());
        assertEquals(
                Set.of("stream", "recording"),
                Set.copyOf(read.operation("cancelStream").writes().stream()
                        .filter(written ->
                                !contract.operation("cancelStream").writes().contains(written))
                        .toList()));
        String message = assertThrows(ContractException.class, () -> read.reading(Map.of("success-status", "ok")))
                .getMessage();
        assertTrue(message.contains("known: created"), message);
    }

    private static Overlay overlay(String actions) {
        return Overlay.parse(
                "overlay: 1.0.0\ninfo: {title: t, version: 1.0.0}\nactions:\n" + actions.indent(2), "over.yaml");
    }

    private String refusal(String actions) {
        return assertThrows(ContractException.class, () -> contract.with(overlay(actions)))
                .getMessage();
    }
}
