package com.dropininc.instantstream.contract.gate;

import static com.dropininc.instantstream.contract.gate.Desk.says;
import static com.dropininc.instantstream.contract.gate.Desk.staging;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.CommandLineRun;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies as code, with their waivers and overrides. */
@Timeout(180)
class PolicyTest {
    @TempDir
    Path dir;

    private Desk desk;

    @BeforeEach
    void desk() {
        desk = new Desk(dir);
    }

    private static String waiver(String expires, String operation) {
        return """
                waivers:
                  - {rule: request-returns-token, operation: %s, environment: staging,
                     reason: known, owner: team-streaming, expires: '%s'}
                """.formatted(operation, expires);
    }

    @Test
    void a_waiver_lets_its_finding_pass_until_it_expires_and_an_unused_one_is_pointed_out() throws IOException {
        staging()
                .finding("request-returns-token", "documented", "requestStream")
                .to(desk.reports(), "a");
        CommandLineRun waived = desk.gateBy(waiver("2999-01-01", "requestStream"));
        says(0, "GO: staging keeps the contract", waived);
        assertTrue(waived.out().contains("1 finding waived"), waived.out());
        assertEquals("used", desk.decision().at("/waivers/0/use").asString());

        CommandLineRun expired = desk.gateBy(waiver("2020-01-01", "requestStream"));
        says(
                1,
                "NO-GO: the waiver of request-returns-token on requestStream in staging has expired on 2020-01-01; ask team-streaming",
                expired);

        CommandLineRun unused = desk.gateBy(waiver("2999-01-01", "getStream"));
        assertEquals(1, unused.exitCode());
        assertTrue(unused.out().contains("is unused: remove it"), unused.out());
    }

    @Test
    void an_expired_waiver_blocks_a_mere_deviation_too() throws IOException {
        staging().finding("request-returns-token", "assumed", "requestStream").to(desk.reports(), "a");
        assertEquals(0, desk.gate().exitCode());
        assertEquals(1, desk.gateBy(waiver("2020-01-01", "requestStream")).exitCode());
    }

    private static String override(String expires, String id) {
        return "overrides:\n  - {person: Release Manager, reason: rollback is ready, expires: '%s', findings: [%s]}\n"
                .formatted(expires, id);
    }

    @Test
    void an_override_lets_exactly_its_findings_pass_and_shows_until_it_expires() throws IOException {
        staging()
                .finding("request-returns-token", "documented", "requestStream")
                .to(desk.reports(), "a");
        desk.gate();
        String id = desk.decision().at("/reasons/0/id").asString();
        CommandLineRun run = desk.gateBy(override("2999-01-01", id));
        says(
                0,
                "GO: Release Manager lets it pass until 2999-01-01, although staging breaks request-returns-token",
                run);
        assertTrue(Files.readString(dir.resolve("d/decision.html")).contains("Overruled by Release Manager"));

        assertEquals(1, desk.gateBy(override("2020-01-01", id)).exitCode());
        CommandLineRun wrong = desk.gateBy(override("2999-01-01", "broken-00000000"));
        assertEquals(1, wrong.exitCode());
        assertTrue(wrong.out().contains("does not list " + id), wrong.out());

        staging().to(desk.reports(), "a");
        CommandLineRun needless = desk.gateBy(override("2999-01-01", id));
        assertEquals(0, needless.exitCode());
        assertTrue(needless.out().contains("not needed any more"), needless.out());

        staging()
                .hoursAgo(40)
                .finding("request-returns-token", "documented", "requestStream")
                .to(desk.reports(), "a");
        says(3, "INCONCLUSIVE", desk.gateBy(override("2999-01-01", id)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            requier: {}                                   | unknown key 'requier' at line 1; did you mean 'require'?
            require: {maxAgeHours: 0}                     | /require/maxAgeHours (line 1) has to be a number from 1
            require: {verdicts: [deviation]}              | without it nothing could ever pass
            require: {verdicts: [passed, devation]}         | did you mean 'deviation'?
            require: {coverage: {all: 101}}               | has to be a number from 0 to 100
            require: {timing: {factor: 0.5}}              | below it nothing could ever pass
            environments: {}                              | nothing could ever pass
            waivers: [{rule: request-returns-tokn, operation: a, environment: b, reason: c, owner: d, expires: '2999-01-01'}] | did you mean 'request-returns-token'?
            waivers: [{rule: request-returns-token, operation: a, environment: b, owner: d, expires: '2999-01-01'}] | lacks 'reason'
            waivers: [{rule: request-returns-token, operation: a, environment: stagign, reason: c, owner: d, expires: '2999-01-01'}] | did you mean 'staging'?
            waivers: [{rule: request-returns-token, operation: a, environment: b, reason: c, owner: d, expires: soon}] | has to be a day such as '2027-01-31'
            overrides: [{person: a, reason: b, expires: '2999-01-01', findings: []}] | has to list the exact findings
            """)
    void a_policy_that_is_wrong_or_can_never_pass_is_refused(String policy, String message) throws IOException {
        staging().to(desk.reports(), "a");
        CommandLineRun run = desk.gateBy(policy + "\n");
        assertEquals(2, run.exitCode(), run.toString());
        assertTrue(run.err().contains(message), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void the_schema_for_editors_takes_what_the_gate_takes() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource("gate.schema.json"), InputFormat.JSON);
        assertEquals(
                "[]", schema.validate(resource("gate.yaml"), InputFormat.YAML).toString());
        String well = waiver("2999-01-01", "getStream") + override("2999-01-01", "broken-00000000");
        assertEquals("[]", schema.validate(well, InputFormat.YAML).toString());
        assertFalse(schema.validate("requier: {}", InputFormat.YAML).isEmpty());
        assertFalse(schema.validate("require: {timing: {factor: 0.5}}", InputFormat.YAML)
                .isEmpty());
    }

    private static String resource(String name) throws IOException {
        try (var in = Gate.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
