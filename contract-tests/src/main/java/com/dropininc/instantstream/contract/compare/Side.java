package com.dropininc.instantstream.contract.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What one target answered, walked more than once: what differs from one walk to the next is its noise and counts for
 * nothing.
 *
 * @param steps by the words of the step, in the order of the walk
 */
record Side(Map<String, Step> steps) {
    private static final Set<String> LIKE_TEXT =
            Set.of(Form.WORD.word(), Form.ID.word(), Form.DECIMAL.word(), Form.TEXT.word());

    /**
     * One step as it was answered every time.
     *
     * @param statuses more than one where the target cannot make up its mind
     * @param fields by path; fields that were there only sometimes are left out
     * @param sometimes the paths of those
     * @param fastest the shortest time to an answer, which is disturbed least
     */
    record Step(
            String operation,
            Set<Integer> statuses,
            String contentType,
            Map<String, Set<String>> fields,
            Set<String> sometimes,
            Duration fastest) {}

    static Side of(List<List<Seen>> walks) {
        Map<String, List<Seen>> byStep = new LinkedHashMap<>();
        walks.forEach(walk -> walk.forEach(seen ->
                byStep.computeIfAbsent(seen.step(), step -> new ArrayList<>()).add(seen)));
        Map<String, Step> steps = new LinkedHashMap<>();
        byStep.forEach((step, seen) -> steps.put(step, step(seen)));
        return new Side(steps);
    }

    private static Step step(List<Seen> times) {
        Set<Integer> statuses = new TreeSet<>();
        List<Map<String, Set<String>>> all = new ArrayList<>();
        Duration fastest = times.get(0).answer().took();
        for (Seen seen : times) {
            statuses.add(seen.answer().status());
            Map<String, Set<String>> fields = new TreeMap<>();
            flatten("", seen.answer().body(), fields);
            all.add(fields);
            fastest =
                    seen.answer().took().compareTo(fastest) < 0 ? seen.answer().took() : fastest;
        }
        Map<String, Set<String>> fields = new TreeMap<>(all.get(0));
        Set<String> sometimes = new TreeSet<>();
        all.forEach(one -> sometimes.addAll(one.keySet()));
        all.forEach(one -> fields.keySet().retainAll(one.keySet()));
        sometimes.removeAll(fields.keySet());
        // What a field said differently from walk to walk is only its form.
        fields.replaceAll((path, values) -> settled(path, all));
        Seen first = times.get(0);
        String operation = first.call().name();
        String type = first.answer().header("Content-Type").orElse("").replaceAll(";.*", "");
        return new Step(operation, statuses, type, fields, sometimes, fastest);
    }

    private static Set<String> settled(String path, List<Map<String, Set<String>>> all) {
        Set<String> union = new TreeSet<>();
        all.forEach(one -> union.addAll(one.get(path)));
        boolean same = all.stream().allMatch(one -> one.get(path).equals(union));
        if (same) {
            return union;
        }
        Set<String> forms = new TreeSet<>();
        union.forEach(value -> forms.add(byChance(value)));
        return forms;
    }

    /** A made-up text may look like a word or a number by chance. */
    static String byChance(String value) {
        String form = value.replaceAll("=.*", "");
        return LIKE_TEXT.contains(form) ? Form.TEXT.word() : form;
    }

    /** Each field with the forms of its values; words, flags and numbers with what they say. Lists have no order. */
    private static void flatten(String path, JsonNode value, Map<String, Set<String>> into) {
        if (value.isMissingNode()) {
            return;
        }
        Form form = Form.of(value);
        boolean says = form == Form.WORD || form == Form.BOOLEAN || form == Form.NUMBER;
        into.computeIfAbsent(path.isEmpty() ? "/" : path, key -> new TreeSet<>())
                .add(says ? form.word() + "=" + value.asString() : form.word());
        value.properties().forEach(field -> flatten(path + "/" + field.getKey(), field.getValue(), into));
        if (value.isArray()) {
            value.forEach(item -> flatten(path + "[]", item, into));
        }
    }
}
