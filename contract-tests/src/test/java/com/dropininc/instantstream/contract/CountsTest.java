package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.contract.report.Reports;
import com.dropininc.instantstream.contract.report.Run;
import com.dropininc.instantstream.contract.report.Terminal;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.CheckResult;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.contract.verdict.Verdict;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Rule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A report whose findings were counted by hand: each format has these numbers. */
class CountsTest {
    private static final Contract CONTRACT = Contract.load();

    /** One check failed, two with deviations, one flaky, one passed, one inconclusive: a verdict by hand. */
    private static List<CheckResult> results() {
        Finding ping = finding("ping-operator-only", "pingStream", Finding.Kind.SUCCEEDED);
        Finding order = finding("order-of-refusals", "pingStream", Finding.Kind.VALUE);
        Finding elsewhere = finding("order-of-refusals", "startStream", Finding.Kind.VALUE);
        Finding slow = finding("cors-preflight", "getStream", Finding.Kind.VALUE);
        return List.of(
                CheckResult.judged(check("a-fails", "ping-operator-only"), List.of(ping, order), Duration.ZERO),
                CheckResult.judged(check("b-deviates", "order-of-refusals"), List.of(order, elsewhere), Duration.ZERO),
                CheckResult.judged(check("c-deviates", "cors-preflight"), List.of(slow), Duration.ZERO),
                CheckResult.judged(check("d-is-flaky", "chat-order"), List.of(), Duration.ZERO)
                        .flaky(List.of(finding("chat-order", "getChat", Finding.Kind.VALUE))),
                CheckResult.judged(check("e-passes", "chat-order"), List.of(), Duration.ZERO),
                CheckResult.notJudged(
                        check("f-lacks-a-key", "ping-operator-only"),
                        new NotJudged(NotJudged.Cause.MEANS, "a key is missing"),
                        List.of(),
                        Duration.ZERO));
    }

    private static CheckInfo check(String id, String rule) {
        return new CheckInfo(id, "by-hand", "a sentence", List.of(rule));
    }

    private static Finding finding(String id, String subject, Finding.Kind kind) {
        Rule rule = CONTRACT.rule(id);
        return new Finding(rule, rule.provenance(), subject, kind, "this", "that at " + subject, Optional.empty());
    }

    private static Run run() {
        Target target = Targets.of(Optional.empty(), CONTRACT, Map.of()).named("http://127.0.0.1:9");
        Run.Settings settings = new Run.Settings(false, 1, 0, Optional.empty());
        Run none = new PlannedCalls(CONTRACT, target)
                .rehearsed(new Plan(List.of(), Set.of(), false), settings, told -> {}, watched -> {});
        List<CheckResult> results = results();
        return new Run(
                CONTRACT,
                target,
                settings,
                results.stream().map(CheckResult::check).toList(),
                Verdict.of(results.size(), results, false, Optional.empty()),
                none.tally(),
                none.learned(),
                none.times());
    }

    @Test
    void every_number_in_every_format_is_the_one_that_was_counted(@TempDir Path dir) throws IOException {
        Run run = run();
        Reports.into(dir).write(run, UnaryOperator.identity());
        JsonNode report = JsonMapper.shared().readTree(Files.readString(dir.resolve("report.json")));
        assertEquals(
                "{\"passed\":1,\"deviation\":2,\"failed\":1,\"flaky\":1,\"vacuous\":0,\"inconclusive\":1}",
                report.path("checks").toString());
        assertEquals(1, report.path("flaky").size());
        // The rule about the order is seen in two ways, at pingStream by two checks.
        assertEquals(4, report.path("findings").size(), report.path("findings").toString());
        assertEquals(1, count(report, "documented"));
        JsonNode order = report.path("findings").path(1);
        assertEquals("order-of-refusals", order.path("rule").asString());
        assertEquals(2, order.path("count").asInt());
        assertEquals("[\"a-fails\",\"b-deviates\"]", order.path("checks").toString());

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8)).end(run, dir);
        String terminal = out.toString(StandardCharsets.UTF_8);
        has(terminal, "FAILED: 1 documented rule broken, 3 deviations");
        has(terminal, "1 passed, 1 failed, 2 with deviations, 1 flaky, 0 vacuous, 1 inconclusive");
        has(terminal, "findings 1 documented rules broken, 3 deviations");
        String page = Files.readString(dir.resolve("index.html")).replace("\n", "");
        has(page, "1 documented rules broken, 3 deviations");
        for (String number :
                List.of("1 checks passed", "1 checks failed", "2 checks with deviations", "1 checks flaky")) {
            String[] words = number.split(" ", 2);
            has(page, "<b>" + words[0] + "</b><span>" + words[1] + "</span>");
        }
        everyFileAgrees(dir);
    }

    private static void everyFileAgrees(Path dir) throws IOException {
        String junit = Files.readString(dir.resolve("junit.xml"));
        has(junit, "tests=\"6\" failures=\"1\" errors=\"0\" skipped=\"4\"");
        JsonNode sarif = JsonMapper.shared().readTree(Files.readString(dir.resolve("report.sarif")));
        assertEquals(4, sarif.path("runs").path(0).path("results").size());
        has(Files.readString(dir.resolve("summary.md")), "| 1 | 1 | 2 | 1 | 0 | 1 |");
        CommandLineRun gate = CommandLineRun.of(
                dir,
                Map.of(),
                "gate",
                dir.toString(),
                "--out",
                dir.resolve("decision").toString());
        assertEquals(1, gate.exitCode(), gate.toString());
        JsonNode decision = JsonMapper.shared().readTree(Files.readString(dir.resolve("decision/decision.json")));
        assertEquals(3, decision.path("environments").path(0).path("deviations").asInt(), decision.toString());
    }

    @Test
    void each_finding_keeps_its_own_rule_level_and_places_under_one_cause(@TempDir Path dir) {
        Verdict verdict = run().verdict();
        Verdict.Cause cause = verdict.causes().get(0);
        assertEquals(Set.of("pingStream"), cause.main().subjects());
        assertTrue(cause.main().broken());
        assertTrue(cause.followers().stream().noneMatch(follower -> follower.broken()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8)).end(run(), dir);
        has(out.toString(StandardCharsets.UTF_8), "BROKEN     ping-operator-only, pingStream\n");
        has(out.toString(StandardCharsets.UTF_8), "with it  order-of-refusals (assumed), pingStream");
    }

    private static long count(JsonNode report, String level) {
        return report.path("findings")
                .valueStream()
                .filter(finding -> finding.path("level").asString().equals(level))
                .count();
    }

    private static void has(String text, String part) {
        assertTrue(text.contains(part), () -> "'" + part + "' is not in\n" + text);
    }
}
