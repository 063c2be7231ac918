package com.dropininc.instantstream.contract.mutant;

import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What became of all that was judged. */
record Score(List<Judged> all) {
    private static final double OF_ALL = 0.98;
    private static final double RIGHT_RULE = 0.90;
    private static final int MEDIAN = 1;
    private static final int WORST = 3;

    /**
     * Who was judged.
     *
     * @param group none for a harmless server
     * @param documented whether the broken rule is documented, so that the default policy has to block
     */
    record Subject(String name, Optional<Group> group, String rule, boolean documented) {
        static Subject of(Group group, Mutant mutant, Contract contract) {
            boolean documented = contract.rule(mutant.rule()).provenance().level() == Provenance.Level.DOCUMENTED;
            return new Subject(mutant.name(), Optional.of(group), mutant.rule(), documented);
        }

        static Subject of(Harmless server) {
            return new Subject(server.name(), Optional.empty(), "", false);
        }
    }

    /**
     * One run.
     *
     * @param rules those of the findings, the first one first
     */
    record Judged(Subject subject, int exitCode, List<String> rules) {
        /** Could not be judged is no green either. */
        boolean blocked() {
            return exitCode != 0;
        }

        boolean noticed() {
            return blocked() || !rules.isEmpty();
        }

        boolean firstIsRight() {
            return !rules.isEmpty() && rules.get(0).equals(subject.rule());
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%-50s %-30s exit %d %s", subject.name(), subject.rule(), exitCode, rules);
        }
    }

    String text() {
        StringBuilder text = new StringBuilder("# What the suite is worth as a detector\n\n");
        text.append(
                "| group | mutants | documented | of them blocked | noticed | first rule right |\n|---|---|---|---|---|---|\n");
        Arrays.stream(Group.values()).forEach(group -> text.append(row(group.toString(), of(Optional.of(group)))));
        text.append(row("**all**", mutants()));
        text.append(String.format(
                Locale.ROOT,
                "%n%d harmless servers, %d blocked, %d not judged.%nFindings of a mutant that was noticed: median %d, worst %d.%n",
                harmless().size(),
                count(harmless(), judged -> judged.exitCode() == 1),
                count(harmless(), judged -> judged.exitCode() > 1),
                findings().isEmpty() ? 0 : findings().get(findings().size() / 2),
                findings().isEmpty() ? 0 : findings().get(findings().size() - 1)));
        section(text, "Documented, but not blocked", documentedMissed());
        section(
                text,
                "Not noticed at all",
                mutants().stream().filter(judged -> !judged.noticed()).toList());
        section(
                text,
                "Harmless, but not passed",
                harmless().stream().filter(judged -> judged.exitCode() != 0).toList());
        section(
                text,
                "More findings than one fault should make",
                mutants().stream()
                        .filter(judged -> judged.rules().size() > WORST)
                        .toList());
        section(
                text,
                "First finding names another rule",
                mutants().stream()
                        .filter(judged -> judged.noticed() && !judged.firstIsRight())
                        .toList());
        return text.toString();
    }

    /** What is not as it should be, in words; empty when all is well. */
    List<String> shortcomings() {
        List<String> words = new ArrayList<>();
        List<Judged> noticed = mutants().stream().filter(Judged::noticed).toList();
        check(words, documentedMissed().isEmpty(), "a documented rule can be broken without being blocked");
        check(words, noticed.size() >= OF_ALL * mutants().size(), "too many faults are not noticed");
        check(words, count(harmless(), judged -> judged.exitCode() != 0) == 0, "harmless servers do not pass");
        check(
                words,
                count(noticed, Judged::firstIsRight) >= RIGHT_RULE * noticed.size(),
                "too many first findings name another rule");
        List<Integer> findings = findings();
        check(
                words,
                findings.isEmpty() || findings.get(findings.size() / 2) <= MEDIAN,
                "too many findings for a fault");
        check(
                words,
                findings.isEmpty() || findings.get(findings.size() - 1) <= WORST,
                "far too many findings for one fault");
        return words;
    }

    private static void check(List<String> words, boolean holds, String otherwise) {
        if (!holds) {
            words.add(otherwise);
        }
    }

    private static String row(String name, List<Judged> judged) {
        List<Judged> documented =
                judged.stream().filter(one -> one.subject().documented()).toList();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d |%n",
                name,
                judged.size(),
                documented.size(),
                count(documented, Judged::blocked),
                count(judged, Judged::noticed),
                count(judged, Judged::firstIsRight));
    }

    private static void section(StringBuilder text, String title, List<Judged> judged) {
        text.append("\n## ").append(title).append("\n\n");
        text.append(
                judged.isEmpty()
                        ? "None.\n"
                        : judged.stream().map(one -> "    " + one + "\n").collect(Collectors.joining()));
    }

    private List<Judged> documentedMissed() {
        return mutants().stream()
                .filter(judged -> judged.subject().documented() && !judged.blocked())
                .toList();
    }

    private List<Integer> findings() {
        return mutants().stream()
                .filter(Judged::noticed)
                .map(judged -> judged.rules().size())
                .sorted()
                .toList();
    }

    private List<Judged> mutants() {
        return all.stream()
                .filter(judged -> judged.subject().group().isPresent())
                .toList();
    }

    private List<Judged> harmless() {
        return of(Optional.empty());
    }

    private List<Judged> of(Optional<Group> group) {
        return all.stream()
                .filter(judged -> judged.subject().group().equals(group))
                .toList();
    }

    private static int count(List<Judged> judged, Predicate<Judged> which) {
        return (int) judged.stream().filter(which).count();
    }
}
