package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.CheckResult;
import com.dropininc.instantstream.contract.verdict.Outcome;
import com.dropininc.instantstream.contract.verdict.RuleAudit;
import com.dropininc.instantstream.contract.verdict.Verdict;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What was never there to be broken is not kept. */
class VacuityTest {
    @TempDir
    private Path dir;

    private CommandLineRun verified(String... only) {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            String[] arguments = new String[only.length + 4];
            System.arraycopy(new String[] {"verify", "--base-url", mock.baseUrl(), "--only"}, 0, arguments, 0, 4);
            System.arraycopy(only, 0, arguments, 4, only.length);
            return CommandLineRun.of(dir, Map.of(), arguments);
        }
    }

    private static JsonNode of(JsonNode list, String id) {
        for (JsonNode item : list) {
            if (item.path("id").asString().equals(id)) {
                return item;
            }
        }
        throw new AssertionError(id + " is not in " + list);
    }

    @Test
    void a_rule_about_what_was_never_seen_is_grey_and_says_what_was_missing() throws IOException {
        CommandLineRun run = verified("cell-pending-ping-stream", "cell-pending-get-stream");
        assertEquals(0, run.exitCode(), run.toString());
        JsonNode rule = of(run.report().path("rules"), "ping-while-streaming");
        assertEquals("vacuous", rule.path("outcome").asString(), rule.toString());
        assertEquals("never seen: ping from streaming", rule.path("why").asString());
        assertTrue(run.out().contains("vacuous "), run.out());
        String page = Files.readString(dir.resolve("index.html"));
        assertTrue(page.contains("<span class=\"tag open\">vacuous</span>"), "grey in the page");
        assertFalse(page.contains("<span class=\"tag passed\">vacuous"), "and never green");
    }

    @Test
    void a_check_of_nothing_but_such_rules_proves_nothing_and_neither_does_a_run_of_such_checks() {
        Rule order = Contract.load().rule("chat-order");
        CheckInfo check = new CheckInfo("chat-is-in-order", "chat", "a chat is in order", List.of(order.id()));
        CheckResult kept = CheckResult.judged(check, List.of(), Duration.ZERO);
        RuleAudit empty = RuleAudit.of(List.of(order), List.of(kept), Set.of(order.id()), Set.of(), true);
        assertEquals(Outcome.VACUOUS, empty.rules().get(0).outcome());
        assertEquals(Outcome.VACUOUS, empty.results().get(0).outcome());
        assertEquals(
                Verdict.Word.INCONCLUSIVE,
                Verdict.of(1, empty.results(), false, Optional.empty()).word());
        Set<String> seen = Set.of("getChat answers several");
        RuleAudit full = RuleAudit.of(List.of(order), List.of(kept), Set.of(order.id()), seen, true);
        assertEquals(Outcome.PASSED, full.results().get(0).outcome());
        RuleAudit idle = RuleAudit.of(List.of(order), List.of(kept), Set.of(), seen, true);
        assertEquals(Outcome.VACUOUS, idle.rules().get(0).outcome(), "seen, but nothing was held against it");
    }
}
