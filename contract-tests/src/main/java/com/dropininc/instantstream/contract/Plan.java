package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.check.Session;
import com.dropininc.instantstream.contract.check.Suite;
import com.dropininc.instantstream.contract.exchange.Exchange;
import com.dropininc.instantstream.contract.exchange.Keys;
import com.dropininc.instantstream.contract.exchange.Network;
import com.dropininc.instantstream.contract.exchange.Rules;
import com.dropininc.instantstream.contract.exchange.Safety;
import com.dropininc.instantstream.contract.exchange.Secret;
import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.contract.exchange.Wire;
import com.dropininc.instantstream.contract.model.Identities;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which checks a run makes. Immutable.
 *
 * @param whole whether these are all
 */
record Plan(List<CheckInfo> selected, Set<String> ids, boolean whole) {

    /** All checks there are, the one in passing included; sends nothing. */
    static List<CheckInfo> catalogue(Contract contract) {
        String nowhere = "http://127.0.0.1:9";
        Duration second = Duration.ofSeconds(1);
        Keys keys = new Keys(Map.of("none", new Secret("NONE", "")), Optional.empty(), Optional.empty());
        Target target = new Target(
                "none",
                nowhere,
                1,
                second,
                keys,
                Map.of(),
                Optional.empty(),
                Rules.of(true),
                Network.direct(second),
                new Target.Persona("", ""),
                false);
        Safety safety = new Safety(contract, true);
        try (Wire wire = new Wire(nowhere, contract.keyHeader(), second)) {
            Exchange exchange = new Exchange(contract, target, wire, safety);
            Session session = new Session(
                    contract,
                    target,
                    new Session.Sending(exchange, safety, new Identities("", "", 0), 0),
                    Optional.empty(),
                    result -> {});
            List<String> failures = Suite.run(session);
            if (!failures.isEmpty()) {
                throw new IllegalStateException("the checks cannot be listed: " + failures.get(0));
            }
            List<CheckInfo> all = new ArrayList<>(session.planned());
            all.add(Suite.everyAnswer());
            return all;
        }
    }

    /**
     * Selects by id; a star stands for any letters. The check in passing is part of every run that makes another.
     *
     * @throws UsageException if an id without a star is unknown
     */
    static Plan of(List<CheckInfo> catalogue, List<String> only) {
        Set<String> known = catalogue.stream().map(CheckInfo::id).collect(Collectors.toCollection(TreeSet::new));
        for (String id : only) {
            if (!id.contains("*") && !known.contains(id)) {
                throw new UsageException("there is no check '" + id + "'; " + nearest(id, known));
            }
        }
        String passing = Suite.everyAnswer().id();
        Set<String> ids = known.stream()
                .filter(id -> only.isEmpty() || only.stream().anyMatch(pattern -> matches(id, pattern)))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!ids.isEmpty()) {
            ids.add(passing);
        }
        List<CheckInfo> selected =
                catalogue.stream().filter(info -> ids.contains(info.id())).toList();
        return new Plan(selected, ids, only.isEmpty());
    }

    private static String nearest(String id, Set<String> known) {
        String hint = Nearest.hint(id, known);
        int list = hint.indexOf("known: ");
        return (list > 0 ? hint.substring(0, list).strip() + " " : "") + "see --list";
    }

    private static boolean matches(String id, String pattern) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
        return id.matches(regex);
    }

    boolean wants(CheckInfo info) {
        return ids.contains(info.id());
    }
}
