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
import java.util.List;
import java.util.Locale;
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
 * Three mocks stand for dev, staging and prod; each has its faults, is judged through the public door, and the gate
 * tells the story. Each run makes a part of the checks, which the policy takes for enough.
 */
@Timeout(300)
class SituationsTest {
    private static final List<String> ENVIRONMENTS = List.of("dev", "staging", "prod");
    private static final String POLICY = """
            require: {coverage: {operations: 25}}
            environments: {staging: {}, prod: {}}
            """;

    private static final Map<String, MockServer> MOCKS = new HashMap<>();
    private static final Map<String, JsonNode> HEALTHY = new HashMap<>();

    @TempDir
    Path dir;

    private Desk desk;

    @BeforeAll
    static void three_healthy_environments(@TempDir Path shared) throws IOException {
        for (String name : ENVIRONMENTS) {
            MOCKS.put(name, MockServer.start(MockConfig.standard()));
            CommandLineRun run = verify(name, shared.resolve(name), variables(name, url(name)));
            assertEquals(0, run.exitCode(), run.toString());
            HEALTHY.put(name, run.report());
        }
    }

    @AfterAll
    static void stop() {
        MOCKS.values().forEach(MockServer::close);
        MOCKS.clear();
    }

    @BeforeEach
    void each_has_been_judged() throws IOException {
        desk = new Desk(dir);
        for (String name : ENVIRONMENTS) {
            new ReportEditor(HEALTHY.get(name)).to(desk.reports(), name);
        }
    }

    @AfterEach
    void heal() {
        ENVIRONMENTS.forEach(name -> AdminClient.at(url(name)).defaultSandbox().disarm());
        AdminClient.at(url("staging")).defaultSandbox().read("success-status", "ok");
    }

    private static String url(String name) {
        return MOCKS.get(name).baseUrl();
    }

    private static Map<String, String> variables(String name, String url) {
        String prefix = "INSTANTSTREAM_" + name.toUpperCase(Locale.ROOT) + "_";
        return Map.of(
                prefix + "BASE_URL",
                url,
                prefix + "REQUESTS_PER_SECOND",
                "2000",
                "INSTANTSTREAM_CONFIRM",
                "prod",
                "INSTANTSTREAM_APIKEY",
                "demo-viewer-key",
                "INSTANTSTREAM_OPERATOR_APIKEY",
                "demo-operator-key");
    }

    private static CommandLineRun verify(String name, Path out, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("INSTANTSTREAM_LEFTOVERS", out.resolveSibling("left").toString());
        return CommandLineRun.of(
                out,
                all,
                "verify",
                "--env",
                name,
                "--build",
                "b7",
                "--only",
                "cell-streaming-*-chat",
                "request-returns-*");
    }

    private int judge(String name) {
        return judge(name, variables(name, url(name)));
    }

    private int judge(String name, Map<String, String> variables) {
        Path out = desk.reports().resolve(name);
        return verify(name, out, variables).exitCode();
    }

    private void fault(String name, Map<String, Object> fault) {
        AdminClient.at(url(name)).defaultSandbox().fault(Map.of("operation", "saveChat", "fault", fault));
    }

    private void breakChat(String name) {
        fault(name, Map.of("type", "status", "code", 404));
    }

    @Test
    void healthy() throws IOException {
        says(0, "GO: build b7: staging and prod keep the contract", desk.gateBy(POLICY, "--build", "b7"));
    }

    @Test
    void prod_behind_staging() throws IOException {
        breakChat("prod");
        assertEquals(1, judge("prod"));
        CommandLineRun run = desk.gateBy(POLICY);
        says(1, "NO-GO: prod breaks operation-works (documented) on saveChat", run);
        assertEquals("kept", outcome("staging"));
    }

    @Test
    void staging_broken() throws IOException {
        breakChat("staging");
        assertEquals(1, judge("staging"));
        says(1, "NO-GO: staging breaks operation-works (documented) on saveChat", desk.gateBy(POLICY));
        assertEquals("kept", outcome("prod"));
    }

    @Test
    void key_missing() throws IOException {
        Map<String, String> variables = new HashMap<>(variables("staging", url("staging")));
        variables.remove("INSTANTSTREAM_APIKEY");
        Files.delete(desk.reports().resolve("staging/report.json"));
        assertEquals(2, judge("staging", variables));
        says(3, "CANNOT JUDGE: there is no report of staging", desk.gateBy(POLICY));
    }

    @Test
    void key_refused() throws IOException {
        Map<String, String> variables = new HashMap<>(variables("staging", url("staging")));
        variables.put("INSTANTSTREAM_APIKEY", "no-key-of-this-environment");
        variables.put("INSTANTSTREAM_OPERATOR_APIKEY", "nor-this");
        assertEquals(3, judge("staging", variables));
        CommandLineRun run = desk.gateBy(POLICY);
        says(3, "CANNOT JUDGE: staging could not be judged: ", run);
        assertTrue(run.out().contains("refuses the key in $INSTANTSTREAM_APIKEY"), run.out());
    }

    @Test
    void environment_down() throws IOException {
        assertEquals(3, judge("prod", variables("prod", "http://127.0.0.1:1")));
        says(3, "CANNOT JUDGE: prod could not be judged: ", desk.gateBy(POLICY));
    }

    @Test
    void flaky() throws IOException {
        new ReportEditor(HEALTHY.get("staging"))
                .unstable("cell-streaming-save-chat")
                .to(desk.reports(), "staging");
        says(1, "NO-GO: staging is unstable: cell-streaming-save-chat", desk.gateBy(POLICY));
    }

    @Test
    void slow() throws IOException {
        Path baseline = new ReportEditor(HEALTHY.get("staging")).to(dir.resolve("baseline"), "staging");
        fault("staging", Map.of("type", "latency", "millis", 900));
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
        says(3, "CANNOT JUDGE: the report of prod is 3 days old, and counts for 24 hours", desk.gateBy(POLICY));
    }

    @Test
    void spec_changed_in_a_breaking_way() throws IOException {
        String spec = Files.readString(Path.of("../spec/openapi.yaml"));
        Path changed = Files.writeString(
                dir.resolve("changed.yaml"), spec.replace("/instantstream/savechat/", "/instantstream/chat/"));
        try (MockServer next = MockServer.start(MockConfig.standard().withSpec(changed))) {
            assertEquals(1, judge("staging", variables("staging", next.baseUrl())));
        }
        says(1, "NO-GO: staging breaks operation-works (documented) on saveChat", desk.gateBy(POLICY));
    }

    @Test
    void deviation_only() throws IOException {
        AdminClient.at(url("staging")).defaultSandbox().read("success-status", "created");
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
