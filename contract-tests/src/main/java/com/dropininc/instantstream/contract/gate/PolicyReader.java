package com.dropininc.instantstream.contract.gate;

import com.dropininc.instantstream.fixtures.Document;
import com.dropininc.instantstream.fixtures.FixtureException;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Nearest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads a policy. What is not said is as in the policy that ships with the suite. For one thread. */
public final class PolicyReader {
    private static final List<String> VERDICTS = List.of("passed", "deviation");
    private static final List<String> LEVELS = List.of("documented", "observed", "assumed");
    private static final List<String> DEMANDS =
            List.of("verdicts", "levels", "maxAgeHours", "coverage", "timing", "build");
    private static final int LONGEST_AGE_HOURS = 24 * 366;

    private final Contract contract;

    private PolicyReader(Contract contract) {
        this.contract = contract;
    }

    /** The policy of a file, or the one that ships with the suite. */
    public static Policy read(Optional<Path> file, Contract contract) {
        Document standard = Document.ofResource(PolicyReader.class, "gate.yaml");
        Document policy = file.map(Document::ofFile).orElse(standard);
        return new PolicyReader(contract).policy(policy, standard, file);
    }

    private Policy policy(Document policy, Document standard, Optional<Path> file) {
        policy.only(Nearest::hint, List.of("require", "environments", "contract", "waivers", "overrides"));
        Policy.Demands base = demands(standard.child("require"), null);
        Policy.Demands otherwise = policy.node().has("require") ? demands(policy.child("require"), base) : base;
        Map<String, Policy.Demands> demands = new LinkedHashMap<>();
        if (policy.node().has("environments")) {
            Document environments = policy.child("environments");
            environments
                    .node()
                    .propertyNames()
                    .forEach(name -> demands.put(name, demands(environments.child(name), otherwise)));
            if (demands.isEmpty()) {
                throw environments.error(
                        "names no environment, so that nothing could ever pass: name one, or leave it out");
            }
        }
        return new Policy(
                file.map(Path::toString).orElse("the default policy"),
                demands,
                otherwise,
                pinned(policy),
                policy.node().has("waivers") ? policy.list("waivers", (waiver, i) -> waiver(waiver)) : List.of(),
                policy.node().has("overrides")
                        ? policy.list("overrides", (override, i) -> override(override))
                        : List.of());
    }

    private Policy.Demands demands(Document map, Policy.Demands base) {
        if (!map.node().isNull()) {
            map.only(Nearest::hint, DEMANDS);
        }
        Set<String> verdicts = map.node().has("verdicts") ? words(map, "verdicts", VERDICTS) : base.verdicts();
        if (!verdicts.contains("passed")) {
            throw map.child("verdicts").error("has to have 'passed' in it: without it nothing could ever pass");
        }
        return new Policy.Demands(
                verdicts,
                map.node().has("levels") ? words(map, "levels", LEVELS) : base.levels(),
                map.node().has("maxAgeHours")
                        ? Duration.ofHours(number(map, "maxAgeHours", 1, LONGEST_AGE_HOURS))
                        : base.freshness(),
                map.node().has("coverage") ? coverage(map.child("coverage")) : base.coverage(),
                map.node().has("timing")
                        ? Optional.of(timing(map.child("timing")))
                        : Optional.ofNullable(base).flatMap(Policy.Demands::timing),
                map.node().has("build")
                        ? map.text("build").equals("required") || not(map.child("build"))
                        : base != null && base.build());
    }

    private static boolean not(Document build) {
        throw build.error("can only be 'required'");
    }

    private static Set<String> words(Document map, String key, List<String> known) {
        Set<String> words = new LinkedHashSet<>();
        map.list(key, (item, i) -> {
            String word = item.node().asString("");
            if (!known.contains(word)) {
                throw item.error("cannot be '" + word + "'; " + Nearest.hint(word, known));
            }
            return words.add(word);
        });
        return words;
    }

    private static Map<String, Integer> coverage(Document map) {
        Map<String, Integer> coverage = new LinkedHashMap<>();
        for (String dimension : map.node().propertyNames()) {
            coverage.put(dimension, (int) number(map, dimension, 0, 100));
        }
        return coverage;
    }

    private static Policy.Timing timing(Document map) {
        map.only(Nearest::hint, List.of("factor", "slackMillis"));
        JsonNode factor = map.child("factor").node();
        if (!factor.isNumber() || factor.asDouble() < 1) {
            throw map.child("factor").error("has to be a number from 1 on: below it nothing could ever pass");
        }
        double slack = map.node().has("slackMillis") ? number(map, "slackMillis", 0, Integer.MAX_VALUE) : 0;
        return new Policy.Timing(factor.asDouble(), slack);
    }

    private static long number(Document map, String key, int least, int most) {
        JsonNode number = map.child(key).node();
        if (!number.isInt() || number.asInt() < least || number.asInt() > most) {
            throw map.child(key).error("has to be a number from " + least + " to " + most);
        }
        return number.asInt();
    }

    private static Policy.Pinned pinned(Document policy) {
        if (!policy.node().has("contract")) {
            return new Policy.Pinned(Optional.empty(), Optional.empty());
        }
        Document pinned = policy.child("contract").only(Nearest::hint, List.of("version", "sha256"));
        return new Policy.Pinned(pinned.optionalText("version"), pinned.optionalText("sha256"));
    }

    private Policy.Waiver waiver(Document waiver) {
        waiver.only(Nearest::hint, List.of("rule", "operation", "environment", "reason", "owner", "expires"));
        String rule = waiver.text("rule");
        if (!contract.rules().containsKey(rule)) {
            throw waiver.child("rule").error("is no rule of the contract: '" + rule + "'; " + nearest(rule));
        }
        return new Policy.Waiver(
                rule,
                waiver.text("operation"),
                waiver.text("environment"),
                said(waiver, "reason"),
                said(waiver, "owner"),
                date(waiver));
    }

    /** There are too many rules to list them all. */
    private String nearest(String rule) {
        String hint = Nearest.hint(rule, contract.rules().keySet());
        return hint.startsWith("did you mean") ? hint.substring(0, hint.indexOf('?') + 1) : "the report names it";
    }

    private static Policy.Override override(Document override) {
        override.only(Nearest::hint, List.of("person", "reason", "expires", "findings"));
        List<String> findings = new ArrayList<>();
        override.list("findings", (item, i) -> findings.add(item.node().asString("")));
        if (findings.isEmpty()) {
            throw override.error(
                    "has to list the exact findings that it lets pass, by the ids that the decision shows");
        }
        return new Policy.Override(
                said(override, "person"), said(override, "reason"), date(override), new LinkedHashSet<>(findings));
    }

    private static String said(Document map, String key) {
        String text = map.text(key).strip();
        if (text.isEmpty()) {
            throw map.child(key).error("is empty");
        }
        return text;
    }

    private static LocalDate date(Document map) {
        String text = map.text("expires");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new FixtureException(
                    map.child("expires")
                            .error("has to be a day such as '2027-01-31'")
                            .getMessage(),
                    e);
        }
    }
}
