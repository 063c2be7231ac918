package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.check.Probes;
import com.dropininc.instantstream.contract.check.Session;
import com.dropininc.instantstream.contract.exchange.Exchange;
import com.dropininc.instantstream.contract.exchange.Safety;
import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.contract.exchange.Wire;
import com.dropininc.instantstream.contract.model.Identities;
import com.dropininc.instantstream.contract.verdict.Reading;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.client.AdminClient;
import com.dropininc.instantstream.spec.Ambiguity;
import com.dropininc.instantstream.spec.Contract;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The probes against a mock that reads the docs as it is told to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProbesTest {
    private final Contract contract = Contract.load();
    private MockServer mock;

    @BeforeAll
    void start() {
        mock = MockServer.start(MockConfig.standard());
    }

    @AfterAll
    void stop() {
        mock.close();
    }

    @Test
    void every_ambiguity_that_shows_from_outside_is_told_and_told_as_the_mock_reads_it() {
        Map<String, String> seen = readings();
        for (Ambiguity ambiguity : contract.ambiguities().values()) {
            if (ambiguity.probe()) {
                assertEquals(ambiguity.chosen(), seen.get(ambiguity.id()), ambiguity.id());
                assertTrue(Probes.known().contains(ambiguity.id()), ambiguity.id());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "role-form, array",
        "location-required, optional",
        "identity-required, optional",
        "coordinate-form, degrees",
        "notify-default, notified",
        "notify-form, lenient",
        "success-status, created",
        "error-form, object",
        "record-twice, toggle",
        "authchannel-body, json",
        "authchannel-body, form",
        "get-pending, list",
        "authchannel-key, not-required",
        "cancel-while-streaming, allowed",
        "channel-names, strict"
    })
    void a_target_that_reads_the_docs_otherwise_is_told_so(String ambiguity, String reading) {
        AdminClient admin = AdminClient.at(mock.baseUrl());
        admin.defaultSandbox().read(ambiguity, reading);
        try {
            assertEquals(reading, readings().get(ambiguity));
        } finally {
            admin.defaultSandbox().read(ambiguity, contract.ambiguity(ambiguity).chosen());
        }
    }

    private Map<String, String> readings() {
        Target target =
                Targets.of(Optional.empty(), contract, Map.of()).target(Optional.empty(), Optional.of(mock.baseUrl()));
        Safety safety = new Safety(contract, target.guarded());
        Identities identities = new Identities("+1{area}55501{line}", "example.com", 7);
        try (Wire wire = new Wire(target.baseUrl(), contract.keyHeader(), target.answerTime())) {
            Exchange exchange = new Exchange(contract, target, wire, safety);
            Session.Sending sending = new Session.Sending(exchange, safety, identities, 0);
            Session session = new Session(contract, target, sending, Optional.empty(), result -> {});
            Probes.ask(session);
            return session.readings().stream().collect(Collectors.toMap(Reading::ambiguity, Reading::taken));
        }
    }
}
