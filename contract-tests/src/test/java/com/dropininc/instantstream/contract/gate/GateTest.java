package com.dropininc.instantstream.contract.gate;

import static com.dropininc.instantstream.contract.gate.Desk.says;
import static com.dropininc.instantstream.contract.gate.Desk.staging;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.CommandLineRun;
import com.dropininc.instantstream.contract.report.ReportDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the gate says to reports, through its command line. Every report is a real one, or one made out of it. */
@Timeout(180)
class GateTest {
    @TempDir
    Path dir;

    private Desk desk;

    @BeforeEach
    void desk() {
        desk = new Desk(dir);
    }

    @Test
    void a_healthy_environment_goes_and_the_record_says_what_it_rests_on() throws IOException {
        staging().to(desk.reports(), "a");
        says(0, "GO: staging keeps the contract, ", desk.gate());
        JsonNode decision = desk.decision();
        assertEquals("GO", decision.path("decision").asString());
        assertTrue(ReportDigest.fits(decision));
        JsonNode bound = decision.at("/environments/0/report");
        JsonNode real =
                JsonMapper.shared().readTree(Files.readString(desk.reports().resolve("a/report.json")));
        assertEquals(real.at("/contract/sha256"), bound.path("contractSha256"));
        assertEquals(real.path("planned"), bound.path("planned"));
        assertTrue(Files.readString(dir.resolve("d/decision.md")).startsWith("## 🟢 GO: staging keeps"));
        assertTrue(Files.readString(dir.resolve("d/decision.html"))
                .contains(real.at("/contract/sha256").asString()));
    }

    @Test
    void a_broken_documented_rule_is_a_no_with_the_rule_first_and_nothing_of_it_becomes_markup() throws IOException {
        staging()
                .finding("status-of-stream", "assumed", "getStream")
                .finding("request-returns-token", "documented", "requestStream")
                .to(desk.reports(), "a");
        CommandLineRun run = desk.gate();
        says(1, "NO-GO: staging breaks request-returns-token (documented) on requestStream", run);
        assertTrue(run.out().contains("expected a token, seen none"), run.out());
        assertFalse(Files.readString(dir.resolve("d/decision.html")).contains("<b>&"));
        assertTrue(Files.readString(dir.resolve("d/decision.md")).contains("\\<b\\>"));
    }

    @Test
    void the_three_strongest_reasons_come_first() throws IOException {
        ReportEditor bad = staging().flaky("chat-order").hoursAgo(30);
        for (String rule : List.of("a", "b", "c")) {
            bad.finding("rule-" + rule, "documented", "getStream");
        }
        bad.to(desk.reports(), "a");
        CommandLineRun run = desk.gate();
        assertEquals(1, run.exitCode());
        assertTrue(
                run.out()
                        .lines()
                        .skip(1)
                        .limit(5)
                        .allMatch(line -> line.contains("breaks rule-") || line.contains("expected")),
                run.out());
        assertTrue(run.out().contains("and 1 more in the record"), run.out());
    }

    @Test
    void a_deviation_passes_unless_the_policy_takes_none_or_counts_its_level() throws IOException {
        staging().finding("status-of-stream", "assumed", "getStream").to(desk.reports(), "a");
        says(0, "GO: staging keeps the contract", desk.gate());
        says(1, "NO-GO: staging deviates from status-of-stream", desk.gateBy("require: {verdicts: [passed]}\n"));
        says(
                1,
                "NO-GO: staging breaks status-of-stream (assumed)",
                desk.gateBy("require: {levels: [documented, assumed]}\n"));
    }

    @Test
    void what_is_flaky_counts_by_the_verdict_of_the_run_and_in_no_policy() throws IOException {
        staging().flaky("chat-order").to(desk.reports(), "a");
        says(0, "GO: staging keeps the contract", desk.gate());
        assertEquals(2, desk.gateBy("require: {verdicts: [passed, flaky]}\n").exitCode());
    }

    @Test
    void what_could_not_be_judged_and_what_is_missing_stale_or_of_another_build_cannot_be_judged() throws IOException {
        Path file = staging().notJudged("nothing answers at http://127.0.0.1:1").to(desk.reports(), "a");
        says(3, "INCONCLUSIVE: staging could not be judged: nothing answers", desk.gate());
        Files.delete(file);
        says(3, "INCONCLUSIVE: there is no report at all", desk.gate());
        says(3, "INCONCLUSIVE: there is no report of prod", desk.gateBy("environments: {prod: {}}\n"));
        staging().hoursAgo(30).to(desk.reports(), "a");
        says(3, "INCONCLUSIVE: the report of staging is 30 hours old, and counts for 24 hours", desk.gate());
        says(0, "GO", desk.gateBy("require: {maxAgeHours: 48}\n"));
        staging().to(desk.reports(), "a");
        says(
                3,
                "INCONCLUSIVE: build b2: the report of staging is of build b1, not of build b2",
                desk.gate("--build", "b2"));
        says(0, "GO: build b1: staging keeps", desk.gate("--build", "b1"));
    }

    @Test
    void too_little_looked_at_cannot_be_judged() throws IOException {
        staging().covered("operations", 3).to(desk.reports(), "a");
        says(
                3,
                "INCONCLUSIVE: in staging 3 of 12 operations were looked at (25 %), and 90 % are asked for",
                desk.gate());
        says(0, "GO", desk.gateBy("require: {coverage: {operations: 20}}\n"));
        says(
                3,
                "INCONCLUSIVE: the report of staging says nothing about the coverage of headers",
                desk.gateBy("require: {coverage: {headers: 1}}\n"));
    }

    @Test
    void slower_than_the_baseline_is_a_no_and_without_a_baseline_nobody_knows() throws IOException {
        String policy = "require: {timing: {factor: 1.5}}\n";
        Path baseline = staging().to(dir.resolve("baseline"), "a");
        staging().slower(3).to(desk.reports(), "a");
        says(3, "INCONCLUSIVE: there is no baseline of staging", desk.gateBy(policy));
        CommandLineRun run = desk.gateBy(policy, "--baseline", baseline.toString());
        assertEquals(1, run.exitCode(), run.toString());
        assertTrue(run.out().contains(" is slower in staging: 95 % of its answers came within "), run.out());
        staging().to(desk.reports(), "a");
        says(0, "GO", desk.gateBy(policy, "--baseline", baseline.toString()));
    }

    @Test
    void a_contract_that_the_policy_does_not_want_cannot_be_judged() throws IOException {
        staging().to(desk.reports(), "a");
        says(3, "INCONCLUSIVE: staging was judged by contract 1.0.0", desk.gateBy("contract: {version: '2.0.0'}\n"));
    }

    @Test
    void a_report_that_cannot_be_trusted_is_refused() throws IOException {
        refuses("was changed after it was written", staging().put("executed", 1).tampered(desk.reports(), "a"));
        refuses("is cut short or no JSON", staging().cutShort(desk.reports(), "a"));
        refuses("contradicts itself", staging().without("results", 5).to(desk.reports(), "a"));
        refuses(
                "contradicts itself",
                staging()
                        .finding("x", "documented", "y")
                        .put("verdict", "passed")
                        .to(desk.reports(), "a"));
        refuses("is from the future", staging().hoursAgo(-2).to(desk.reports(), "a"));
        refuses(
                "is no report of this suite, or an empty one",
                Files.writeString(desk.reports().resolve("a/report.json"), "{}"));
        refuses("or an empty one", Files.writeString(desk.reports().resolve("a/report.json"), ""));
        Files.delete(desk.reports().resolve("a/report.json"));
        refuses("cannot be read: is the path right?", desk.reports().resolve("nowhere.json"));
    }

    private void refuses(String message, Path file) {
        CommandLineRun run = CommandLineRun.of(
                dir.resolve("d"),
                Map.of(),
                "gate",
                file.toString(),
                "--out",
                dir.resolve("d").toString());
        assertEquals(2, run.exitCode(), run.toString());
        assertTrue(run.err().contains(message), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void reports_that_do_not_belong_together_are_refused() throws IOException {
        staging().to(desk.reports(), "a");
        staging().environment("prod").in("contract", "sha256", "0".repeat(64)).to(desk.reports(), "b");
        CommandLineRun run = desk.gate();
        assertEquals(2, run.exitCode(), run.toString());
        assertTrue(run.err().contains("judged by different contracts: staging by 1.0.0, "), run.err());
        staging().environment("prod").in("suite", "version", "0.0.1").to(desk.reports(), "b");
        assertEquals(2, desk.gate().exitCode());
    }

    @Test
    void the_newest_report_of_an_environment_counts() throws IOException {
        staging()
                .hoursAgo(2)
                .finding("request-returns-token", "documented", "requestStream")
                .to(desk.reports(), "a");
        staging().to(desk.reports(), "b");
        CommandLineRun run = desk.gate();
        says(0, "GO", run);
        assertTrue(run.out().contains("1 older report of staging not counted"), run.out());
    }
}
