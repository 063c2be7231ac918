package com.dropininc.instantstream.contract.gate;

import static com.dropininc.instantstream.contract.gate.Desk.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.CommandLineRun;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.client.AdminClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Three environments, each with its faults, are judged and compared through the public door, and the gate tells the
 * story. Each run makes a part of the checks, which the policy takes for enough.
 */
@Timeout(300)
class SituationsTest {
    private static final String POLICY = """
            require: {coverage: {operations: 25}}
            environments: {staging: {}, prod: {}}
            """;

    private static final Map<String, JsonNode> HEALTHY = new HashMap<>();
    private static Stage stage;

    @TempDir
    Path dir;

    private Desk desk;

    @BeforeAll
    static void three_healthy_environments(@TempDir Path shared) throws IOException {
        stage = new Stage();
        for (String name : Stage.NAMES) {
            CommandLineRun run = Stage.verify(name, shared.resolve(name), stage.variables(name));
            assertEquals(0, run.exitCode(), run.toString());
            HEALTHY.put(name, run.report());
        }
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @BeforeEach
    void each_has_been_judged() throws IOException {
        desk = new Desk(dir);
        for (String name : Stage.NAMES) {
            new ReportEditor(HEALTHY.get(name)).to(desk.reports(), name);
        }
    }

    @AfterEach
    void heal() {
        stage.heal();
    }

    private int judge(String name) {
        return judge(name, stage.variables(name));
    }

    private int judge(String name, Map<String, String> variables) {
        return Stage.verify(name, desk.reports().resolve(name), variables).exitCode();
    }

    private CommandLineRun compare(String one, String other) {
        return stage.compare(one, other, dir.resolve("compared"), Map.of());
    }

    private static void breakChat(String name) {
        stage.fault(name, "saveChat", Map.of("type", "status", "code", 404));
    }

    @Test
    void healthy() throws IOException {
        says(0, "GO: build b7: staging and prod keep the contract", desk.gateBy(POLICY, "--build", "b7"));
        CommandLineRun compared = compare("staging", "prod");
        assertEquals(0, compared.exitCode(), compared.toString());
    }

    @Test
    void dev_ahead_of_the_others() throws IOException {
        assertTrue(
                HEALTHY.get("dev").path("checks").path("deviation").asInt() > 0,
                HEALTHY.get("dev").path("checks")::toString);
        Path judged = dir.resolve("by-overlay");
        CommandLineRun run =
                Stage.verify("dev", judged, stage.variables("dev"), "--strict", "--overlay", Stage.AHEAD.toString());
        assertEquals(0, run.exitCode(), run.toString());
        CommandLineRun compared = compare("dev", "staging");
        assertEquals(1, compared.exitCode(), compared.toString());
        says(0, "GO: staging and prod keep the contract", desk.gateBy(POLICY));
    }

    @Test
    void prod_unconfirmed() throws IOException {
        int before = stage.calls("prod");
        Map<String, String> variables = stage.variables("prod");
        variables.remove("INSTANTSTREAM_CONFIRM");
        Files.delete(desk.reports().resolve("prod/report.json"));
        assertEquals(2, judge("prod", variables));
        CommandLineRun compared =
                stage.compare("staging", "prod", dir.resolve("compared"), Map.of("INSTANTSTREAM_CONFIRM", "staging"));
        assertEquals(2, compared.exitCode(), compared.toString());
        assertTrue(compared.err().contains("prod is protected: add --confirm prod"), compared.err());
        assertEquals(before, stage.calls("prod"), "nothing has been sent");
        says(3, "INCONCLUSIVE: there is no report of prod", desk.gateBy(POLICY));
    }

    @Test
    void prod_behind_staging() throws IOException {
        breakChat("prod");
        assertEquals(1, judge("prod"));
        CommandLineRun run = desk.gateBy(POLICY);
        says(1, "NO-GO: prod breaks operation-works (documented) on saveChat", run);
        assertEquals("passed", outcome("staging"));
        CommandLineRun compared = compare("staging", "prod");
        assertEquals(1, compared.exitCode(), compared.toString());
        assertTrue(compared.out().contains("saveChat"), compared.out());
    }

    @Test
    void staging_broken() throws IOException {
        breakChat("staging");
        assertEquals(1, judge("staging"));
        says(1, "NO-GO: staging breaks operation-works (documented) on saveChat", desk.gateBy(POLICY));
        assertEquals("passed", outcome("prod"));
    }

    @Test
    void key_missing() throws IOException {
        Map<String, String> variables = stage.variables("staging");
        variables.remove("INSTANTSTREAM_APIKEY");
        Files.delete(desk.reports().resolve("staging/report.json"));
        assertEquals(2, judge("staging", variables));
        says(3, "INCONCLUSIVE: there is no report of staging", desk.gateBy(POLICY));
    }

    @Test
    void key_refused() throws IOException {
        Map<String, String> variables = stage.variables("staging");
        variables.put("INSTANTSTREAM_APIKEY", "no-key-of-this-environment");
        variables.put("INSTANTSTREAM_OPERATOR_APIKEY", "nor-this");
        assertEquals(3, judge("staging", variables));
        CommandLineRun run = desk.gateBy(POLICY);
        says(3, "INCONCLUSIVE: staging could not be judged: ", run);
        assertTrue(run.out().contains("refuses the key in $INSTANTSTREAM_APIKEY"), run.out());
    }

    @Test
    void environment_down() throws IOException {
        assertEquals(3, judge("prod", Stage.variables("prod", "http://127.0.0.1:1")));
        says(3, "INCONCLUSIVE: prod could not be judged: ", desk.gateBy(POLICY));
    }

    @Test
    void flaky() throws IOException {
        Map<String, Object> fault = Map.of("type", "status", "code", 500);
        AdminClient.at(stage.url("staging"))
                .defaultSandbox()
                .fault(Map.of("operation", "recordStream", "fault", fault, "times", 1));
        assertEquals(3, judge("staging"), "what is seen once is no verdict");
        says(
                3,
                "INCONCLUSIVE: staging could not be judged: cell-streaming-record-stream is flaky",
                desk.gateBy(POLICY));
    }

    @Test
    void slow() throws IOException {
        Path baseline = new ReportEditor(HEALTHY.get("staging")).to(dir.resolve("baseline"), "staging");
        stage.fault("staging", "saveChat", Map.of("type", "latency", "millis", 900));
        assertEquals(0, judge("staging"));
        String policy = "require: {coverage: {operations: 25}, timing: {factor: 2, slackMillis: 400}}\n"
                + "environments: {staging: {}}\n";
        CommandLineRun run = desk.gateBy(policy, "--baseline", baseline.toString());
        says(1, "NO-GO: saveChat is slower in staging", run);
    }

    private static String waived(String expires) {
        return POLICY + """
                waivers:
                  - {rule: operation-works, operation: saveChat, environment: staging, reason: the chat moves,
                     owner: team-chat, expires: '%s'}
                  - {rule: lifecycle-allowed, operation: saveChat, environment: staging, reason: the chat moves,
                     owner: team-chat, expires: '%s'}
                """.formatted(expires, expires);
    }

    @Test
    void waived() throws IOException {
        breakChat("staging");
        assertEquals(1, judge("staging"));
        CommandLineRun run = desk.gateBy(waived("2999-12-31"));
        says(0, "GO: staging and prod keep the contract", run);
        assertTrue(run.out().contains("waived"), run.out());
    }

    @Test
    void waiver_expired() throws IOException {
        breakChat("staging");
        assertEquals(1, judge("staging"));
        says(
                1,
                "NO-GO: the waiver of operation-works on saveChat in staging has expired on 2026-01-31; ask team-chat",
                desk.gateBy(waived("2026-01-31")));
    }

    @Test
    void stale_report() throws IOException {
        new ReportEditor(HEALTHY.get("prod")).hoursAgo(72).to(desk.reports(), "prod");
        says(3, "INCONCLUSIVE: the report of prod is 3 days old, and counts for 24 hours", desk.gateBy(POLICY));
    }

    @Test
    void spec_changed_in_a_breaking_way() throws IOException {
        String spec = Files.readString(Path.of("../spec/openapi.yaml"));
        Path changed = Files.writeString(
                dir.resolve("changed.yaml"), spec.replace("/instantstream/savechat/", "/instantstream/chat/"));
        try (MockServer next = MockServer.start(MockConfig.standard().withSpec(changed))) {
            assertEquals(1, judge("staging", Stage.variables("staging", next.baseUrl())));
        }
        says(1, "NO-GO: staging breaks operation-works (documented) on saveChat", desk.gateBy(POLICY));
    }

    @Test
    void deviation_only() throws IOException {
        AdminClient.at(stage.url("staging")).defaultSandbox().read("success-status", "created");
        assertEquals(0, judge("staging"));
        CommandLineRun run = desk.gateBy(POLICY);
        says(0, "GO: staging and prod keep the contract", run);
        assertTrue(run.out().contains("deviation"), run.out());
        assertEquals("deviation", outcome("staging"));
    }

    private String outcome(String environment) throws IOException {
        JsonNode decision = JsonMapper.shared().readTree(Files.readString(dir.resolve("d/decision.json")));
        for (JsonNode judged : decision.path("environments")) {
            if (judged.path("environment").asString().equals(environment)) {
                return judged.path("outcome").asString();
            }
        }
        return "none";
    }
}
