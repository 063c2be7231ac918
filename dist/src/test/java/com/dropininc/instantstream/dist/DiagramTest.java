package com.dropininc.instantstream.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The picture of the architecture says what is so: its arrows are read from its source. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiagramTest {
    private static final String OURS = "com.dropininc.instantstream";

    private final Map<String, Set<String>> drawn = drawn();
    private final Map<String, Set<String>> known = known();

    private static Map<String, Set<String>> drawn() {
        Map<String, Set<String>> arrows = new TreeMap<>();
        Handbook.page("docs/ARCHITECTURE.md")
                .block("mermaid")
                .lines()
                .filter(line -> line.contains("-->"))
                .map(line -> line.split("-->"))
                .forEach(sides -> boxes(sides[0])
                        .forEach(from -> boxes(sides[1]).forEach(to -> {
                            arrows.computeIfAbsent(from, box -> new TreeSet<>()).add(to);
                            arrows.computeIfAbsent(to, box -> new TreeSet<>());
                        })));
        return arrows;
    }

    private static Stream<String> boxes(String side) {
        return Arrays.stream(side.split("&")).map(String::strip);
    }

    /** Which box knows which, by the classes in them. */
    private Map<String, Set<String>> known() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(OURS);
        Map<String, Set<String>> all = new TreeMap<>();
        classes.forEach(type -> type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getPackageName())
                .filter(name -> name.startsWith(OURS))
                .map(this::box)
                .filter(box -> !box.equals(box(type.getPackageName())))
                .forEach(box -> all.computeIfAbsent(box(type.getPackageName()), from -> new TreeSet<>())
                        .add(box)));
        return all;
    }

    private String box(String packageName) {
        String name = packageName.substring(OURS.length() + 1);
        return drawn.keySet().stream()
                .filter(box -> name.equals(box) || name.startsWith(box + "."))
                .max(Comparator.comparing(String::length))
                .orElse(name);
    }

    private Set<String> reached(String from) {
        Set<String> all = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(drawn.getOrDefault(from, Set.of()));
        while (!next.isEmpty()) {
            String box = next.pop();
            if (all.add(box)) {
                next.addAll(drawn.get(box));
            }
        }
        return all;
    }

    @Test
    void a_package_knows_only_those_that_arrows_lead_to() {
        Map<String, Set<String>> wrong = new TreeMap<>();
        known.forEach((from, targets) -> {
            Set<String> beyond = targets.stream()
                    .filter(to -> !reached(from).contains(to))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!beyond.isEmpty()) {
                wrong.put(from, beyond);
            }
        });
        assertEquals(Map.of(), wrong, "draw it in docs/ARCHITECTURE.md, or do without");
    }

    @Test
    void every_arrow_stands_for_something() {
        Set<String> idle = new TreeSet<>();
        drawn.forEach((from, targets) -> targets.stream()
                .filter(to -> !known.getOrDefault(from, Set.of()).contains(to))
                .forEach(to -> idle.add(from + " --> " + to)));
        assertEquals(Set.of(), idle);
    }

    @Test
    void arrows_lead_one_way() {
        drawn.keySet().forEach(box -> assertTrue(!reached(box).contains(box), box));
    }
}
