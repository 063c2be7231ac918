package com.dropininc.instantstream.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractTest {
    private final Contract contract = Contract.load();

    @Test
    void all_twelve_operations_of_the_docs_are_there() {
        assertEquals(12, contract.operations().size());
    }

    @Test
    void base_urls_join_cleanly_although_the_docs_write_some_with_a_slash() {
        contract.servers().forEach(server -> assertFalse(server.url().endsWith("/"), server.url()));
        assertEquals(3, contract.servers().size());
    }

    @Test
    void a_pending_stream_allows_what_its_rows_say() {
        assertEquals(
                Set.of("startStream", "cancelStream", "updateDealerDevice", "getStream", "getChat"),
                contract.lifecycle().allowed("pending"));
    }

    @Test
    void the_refusal_of_a_ping_is_documented_and_of_a_stop_assumed() {
        assertTrue(contract.lifecycle().refusal("pingStream").documented());
        assertFalse(contract.lifecycle().refusal("stopStream").documented());
    }

    @Test
    void each_operation_writes_what_the_effects_of_its_rows_write() {
        for (Lifecycle.Transition row : contract.lifecycle().transitions()) {
            row.on()
                    .map(contract::operation)
                    .ifPresent(operation -> row.effects().stream()
                            .map(contract.lifecycle().effects()::get)
                            .forEach(effect -> assertTrue(
                                    row.from().isEmpty() || operation.writes().containsAll(effect.writes()),
                                    operation.id() + " lacks x-writes of " + effect)));
        }
    }

    @Test
    void a_channel_name_is_told_apart_from_others() {
        ChannelForm form = contract.channel("stream");
        assertEquals("private-instantstream-abc", form.name("abc"));
        assertEquals("abc", form.value("presence-instantstream-abc").orElseThrow());
        assertTrue(form.value("private-account-abc").isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "'on: pingStream', 'on: pingstream', pingStream",
        "'to: cancelled', 'to: canceled', cancelled",
        "'effects: [touchPing]', 'effects: [touchping]', touchPing",
        "'initial: pending', 'initial: waiting', state",
        "'x-key-kinds: [operator]', 'x-key-kinds: [operators]', operator",
        "'chosen: word', 'chosen: words', word",
        "'level: documented, source: Request stream}', 'level: certain, source: Request stream}', documented",
        "'rule: unknown-token-404', 'rule: unknown-token', unknown-token-404",
    })
    void a_spec_that_names_an_unknown_thing_is_refused_with_the_nearest_one(String right, String wrong, String hint) {
        ContractException refusal = assertThrows(
                ContractException.class,
                () -> Contract.parse(document().replaceFirst(Pattern.quote(right), wrong), "broken.yaml"));
        assertTrue(refusal.getMessage().startsWith("broken.yaml"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(hint), refusal.getMessage());
    }

    @Test
    void a_file_that_is_not_there_is_one_clear_line() {
        String message = assertThrows(ContractException.class, () -> Contract.load(Path.of("nowhere.yaml")))
                .getMessage();
        assertEquals("the spec nowhere.yaml cannot be read: is the path right?", message);
    }

    @Test
    void a_text_that_is_no_yaml_names_its_line() {
        String message = assertThrows(ContractException.class, () -> Contract.parse("a: [1\nb: 2", "x.yaml"))
                .getMessage();
        assertTrue(message.contains("x.yaml") && message.contains("line"), message);
    }

    private static String document() {
        try (var in = Contract.class.getResourceAsStream("openapi.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
