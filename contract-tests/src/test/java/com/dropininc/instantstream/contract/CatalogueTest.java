package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.coverage.Coverage;
import com.dropininc.instantstream.contract.coverage.Dimension;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final Contract contract = Contract.load();
    private final List<CheckInfo> catalogue = Plan.catalogue(contract);

    @Test
    void every_rule_of_the_spec_has_a_check_or_says_why_not() {
        Set<String> missing = new TreeSet<>(contract.rules().keySet());
        contract.rules().values().stream()
                .filter(rule -> rule.excluded().isPresent())
                .map(Rule::id)
                .forEach(missing::remove);
        catalogue.forEach(check -> missing.removeAll(check.rules()));
        assertEquals(Set.of(), missing);
    }

    @Test
    void every_premise_of_a_rule_is_something_that_coverage_counts() {
        Set<String> points = new Coverage(contract)
                .dimensions().stream()
                        .flatMap(dimension -> dimension.points().stream())
                        .map(Dimension.Point::what)
                        .collect(java.util.stream.Collectors.toSet());
        List<String> unknown = contract.rules().values().stream()
                .flatMap(rule -> rule.premise().stream().map(point -> rule.id() + ": " + point))
                .filter(premise -> !points.contains(premise.replaceAll("^[a-z0-9-]+: ", "")))
                .toList();
        assertEquals(List.of(), unknown);
    }

    @Test
    void every_check_quotes_rules_that_exist_and_has_a_kebab_case_id_of_its_own() {
        Set<String> ids = new HashSet<>();
        for (CheckInfo check : catalogue) {
            assertTrue(check.id().matches("[a-z0-9]+(-[a-z0-9]+)*"), check.id());
            assertTrue(ids.add(check.id()), check.id() + " is there twice");
            assertTrue(contract.rules().keySet().containsAll(check.rules()), check.toString());
            assertTrue(!check.rules().isEmpty(), check.id() + " quotes no rule");
        }
    }

    @Test
    void every_cell_of_the_lifecycle_table_has_its_check() {
        List<String> missing = new ArrayList<>();
        for (Lifecycle.State state : contract.lifecycle().states().values()) {
            for (Operation operation : contract.operations().values()) {
                boolean there = catalogue.stream()
                        .flatMap(check -> check.cell().stream())
                        .anyMatch(new CheckInfo.Cell(state.name(), operation.id())::equals);
                if (operation.namesStream() && !there) {
                    missing.add(state.name() + " " + operation.id());
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void the_names_of_fields_are_those_of_the_spec() throws IllegalAccessException {
        Set<String> known = new TreeSet<>();
        for (String component : List.of(
                "Stream",
                "Participant",
                "Recording",
                "ChatMessage",
                "Error",
                "ChannelAuthorization",
                "RequestStreamBody",
                "StartStreamBody",
                "SaveChatBody",
                "AuthorizeChannelBody")) {
            contract.schemas()
                    .component(component)
                    .path("properties")
                    .propertyNames()
                    .forEach(known::add);
        }
        contract.operation("requestStream").parameters().forEach(parameter -> known.add(parameter.name()));
        for (java.lang.reflect.Field constant : Field.class.getFields()) {
            assertTrue(known.contains(constant.get(null)), constant.getName() + " is " + constant.get(null));
        }
    }

    @Test
    void a_pattern_selects_by_id() {
        assertEquals(
                Set.of("cell-pending-get-stream", "cell-pending-get-chat", "every-answer"),
                new HashSet<>(Plan.of(catalogue, List.of("cell-pending-get-*")).ids()));
        assertEquals(catalogue.size(), Plan.of(catalogue, List.of()).selected().size());
    }

    @Test
    void the_list_is_printed_without_a_target() {
        CommandLineRun run = CommandLineRun.of(java.nio.file.Path.of("unused"), Map.of(), "verify", "--list");
        assertEquals(0, run.exitCode(), run.toString());
        assertEquals(catalogue.size() + 1, Arrays.stream(run.out().split("\n")).count());
    }
}
