package com.dropininc.instantstream.mock.sandbox;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.fixtures.Document;
import com.dropininc.instantstream.fixtures.FixtureException;
import com.dropininc.instantstream.spec.Contract;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScenarioLimitTest {
    @Test
    void a_scenario_has_ten_thousand_steps_at_most() {
        String step = "  - {after: PT0S, as: dealer, call: getStream, times: 1000}\n";
        String yaml = "description: long\nsteps:\n" + step.repeat(11);
        FixtureException refused = assertThrows(
                FixtureException.class,
                () -> Scenario.read(
                        "long", Document.parse(yaml.getBytes(StandardCharsets.UTF_8), "long.yaml"), Contract.load()));
        assertTrue(refused.getMessage().contains("more than 10000"), refused.getMessage());
    }
}
