package com.dropininc.instantstream.contract.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How the answers of two ledgers look different: between two environments, or two releases of one. */
public final class LedgerDiff {
    private final List<String> lines = new ArrayList<>();

    private LedgerDiff() {}

    /** One line for each difference; what only one of them was ever asked is none. */
    public static List<String> between(ShapeLedger old, ShapeLedger now) {
        LedgerDiff diff = new LedgerDiff();
        for (Map.Entry<String, ShapeLedger.Answers> entry : old.answers().entrySet()) {
            ShapeLedger.Answers other = now.answers().get(entry.getKey());
            if (other != null) {
                diff.answers(entry.getKey(), entry.getValue().fields(), other.fields());
            }
        }
        diff.statuses(old, now);
        return List.copyOf(diff.lines);
    }

    /** An operation that is answered with other statuses than before. */
    private void statuses(ShapeLedger old, ShapeLedger now) {
        Set<String> operations = operations(old);
        operations.retainAll(operations(now));
        only(old, now, operations).forEach(name -> lines.add(name + ": is not answered any more"));
        only(now, old, operations).forEach(name -> lines.add(name + ": is a new answer"));
    }

    private static List<String> only(ShapeLedger some, ShapeLedger others, Set<String> operations) {
        return some.answers().keySet().stream()
                .filter(name -> operations.contains(operation(name))
                        && !others.answers().containsKey(name))
                .toList();
    }

    private static Set<String> operations(ShapeLedger ledger) {
        Set<String> operations = new TreeSet<>();
        ledger.answers().keySet().forEach(name -> operations.add(operation(name)));
        return operations;
    }

    private static String operation(String name) {
        return name.substring(0, name.indexOf(' '));
    }

    private void answers(String name, Map<String, Sighting> old, Map<String, Sighting> now) {
        Set<String> paths = new TreeSet<>(old.keySet());
        paths.addAll(now.keySet());
        for (String path : paths) {
            Sighting before = old.get(path);
            Sighting after = now.get(path);
            boolean was = before != null && !before.gone();
            boolean is = after != null && !after.gone();
            String at = name + " " + path + ": ";
            if (was && !is) {
                lines.add(at + "has vanished, last seen " + before.last());
            } else if (is && !was) {
                lines.add(at + "is new, " + String.join(" or ", after.forms().keySet()));
            } else if (was) {
                field(at, before, after);
            }
        }
    }

    private void field(String at, Sighting old, Sighting now) {
        if (old.present() == old.of() && now.present() < now.of()) {
            lines.add(at + "was always there, now in " + now.present() + " of " + now.of());
        }
        if (old.nulls() == 0 && now.nulls() > 0) {
            lines.add(at + "was never null, now in " + now.nulls() + " of " + now.present());
        }
        Set<String> fresh = new TreeSet<>(now.forms().keySet());
        fresh.removeAll(old.forms().keySet());
        fresh.removeAll(Set.of("null", "word", "id", "decimal", "text"));
        if (!fresh.isEmpty()) {
            lines.add(at + "is " + String.join(", ", fresh) + " now, was "
                    + String.join(" or ", old.forms().keySet()));
        }
        words(at, old.words(), now.words());
    }

    private void words(String at, Set<String> old, Set<String> now) {
        if (old.isEmpty() || now.isEmpty()) {
            return;
        }
        old.stream().filter(word -> !now.contains(word)).forEach(word -> lines.add(at + "says '" + word + "' no more"));
        now.stream().filter(word -> !old.contains(word)).forEach(word -> lines.add(at + "says '" + word + "' now"));
    }
}
