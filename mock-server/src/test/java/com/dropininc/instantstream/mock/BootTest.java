package com.dropininc.instantstream.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.ContractException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "operationId: getChat      | operationId: readChat     | readChat",
                "touchPing:                | rememberPing:             | rememberPing",
                "since: lastPingAt         | since: updatedAt          | updatedAt",
            })
    void a_spec_that_asks_for_what_the_mock_cannot_do_keeps_it_from_starting(
            String right, String wrong, String named, @TempDir Path dir) throws IOException {
        String document = document();
        assertTrue(document.contains(right.strip()));
        String changed = document.replace(right.strip(), wrong.strip())
                .replace("on: getChat", "on: readChat")
                .replace(
                        "effects: [touchPing]",
                        wrong.contains("rememberPing") ? "effects: [rememberPing]" : "effects: [touchPing]");
        if (!wrong.contains("readChat")) {
            changed = changed.replace("on: readChat", "on: getChat");
        }
        Path spec = Files.writeString(dir.resolve("openapi.yaml"), changed);
        MockConfig config = MockConfig.standard().withSpec(spec);
        String message = assertThrows(ContractException.class, () -> MockServer.start(config))
                .getMessage();
        assertTrue(message.contains(named), message);
    }

    @Test
    void a_port_in_use_is_one_clear_line() {
        try (MockServer first = MockServer.start(MockConfig.standard())) {
            MockConfig config = MockConfig.standard().withPort(first.port());
            String message = assertThrows(MockStartException.class, () -> MockServer.start(config))
                    .getMessage();
            assertTrue(message.contains(String.valueOf(first.port())) && message.contains("--port"), message);
        }
    }

    @Test
    void two_mocks_with_one_seed_give_the_same_tokens() {
        assertEquals(firstToken(7), firstToken(7));
    }

    private static String firstToken(long seed) {
        try (MockServer mock = MockServer.start(MockConfig.standard().withSeed(seed))) {
            return Api.of(mock).request();
        }
    }

    private static String document() throws IOException {
        try (var in = Objects.requireNonNull(Contract.class.getResourceAsStream("openapi.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
