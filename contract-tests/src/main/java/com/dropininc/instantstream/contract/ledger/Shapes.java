package com.dropininc.instantstream.contract.ledger;

import com.dropininc.instantstream.contract.compare.Form;
import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Counts what answers look like. Safe to share between threads. */
public final class Shapes {
    /** More words than this are no small set, and may be anything. */
    private static final int MOST_WORDS = 8;

    /** A word that was seen once may be anybody's. */
    private static final int OFTEN = 2;

    private final Contract contract;
    private final Set<String> free;
    private final Map<String, Group> groups = new TreeMap<>();

    private static final class Group {
        private int count;
        private final Map<String, Field> fields = new TreeMap<>();
    }

    private static final class Field {
        private int present;
        private int nulls;
        private final Map<String, Integer> forms = new TreeMap<>();
        private final Map<String, Integer> words = new TreeMap<>();
    }

    public Shapes(Contract contract) {
        this.contract = contract;
        this.free = freeTexts(contract);
    }

    /** The fields into which callers may write what they like: such a word is theirs. */
    private static Set<String> freeTexts(Contract contract) {
        Set<String> free = new HashSet<>();
        for (Operation operation : contract.operations().values()) {
            operation
                    .body()
                    .ifPresent(body -> body.schemas()
                            .values()
                            .forEach(pointer -> contract.schemas()
                                    .at(pointer)
                                    .path("properties")
                                    .properties()
                                    .forEach(property -> {
                                        JsonNode schema = contract.schemas().follow(property.getValue());
                                        if (schema.path("type").asString("").equals("string") && !schema.has("enum")) {
                                            free.add(property.getKey());
                                        }
                                    })));
        }
        return free;
    }

    /** Counts one answer. */
    public synchronized void see(Call call, Answer answer) {
        if (call.operation().isEmpty()
                || call.method().equals("HEAD")
                || answer.json().isEmpty()) {
            return;
        }
        String name = call.operation().get().id() + " " + answer.status();
        Group group = groups.computeIfAbsent(name, missing -> new Group());
        group.count++;
        value("", answer.body(), group);
    }

    private void value(String path, JsonNode value, Group group) {
        Field field = group.fields.computeIfAbsent(path.isEmpty() ? "/" : path, missing -> new Field());
        field.present++;
        Form form = Form.of(value);
        if (form == Form.NULL) {
            field.nulls++;
        }
        field.forms.merge(form.word(), 1, Integer::sum);
        if (form == Form.WORD) {
            field.words.merge(value.asString(), 1, Integer::sum);
        }
        value.properties().forEach(child -> value(path + "/" + child.getKey(), child.getValue(), group));
        if (value.isArray()) {
            value.forEach(item -> value(path + "[]", item, group));
        }
    }

    /** What was seen so far. */
    public synchronized ShapeLedger ledger(String environment, String day) {
        Map<String, ShapeLedger.Answers> answers = new TreeMap<>();
        groups.forEach((name, group) -> {
            Map<String, Sighting> fields = new TreeMap<>();
            group.fields.forEach((path, field) -> fields.put(path, sighting(path, field, group, day)));
            answers.put(name, new ShapeLedger.Answers(group.count, fields));
        });
        return new ShapeLedger(environment, contract.version(), day, answers);
    }

    private Sighting sighting(String path, Field field, Group group, String day) {
        return new Sighting(
                field.present,
                chances(path, group),
                field.nulls,
                new TreeMap<>(field.forms),
                words(path, field),
                day,
                day);
    }

    /** How often the object was there that the field could have been in. */
    private static int chances(String path, Group group) {
        int slash = path.lastIndexOf('/');
        if (path.endsWith("[]") || path.equals("/")) {
            return group.fields.get(path).present;
        }
        Field parent = group.fields.get(slash == 0 ? "/" : path.substring(0, slash));
        return parent.forms.getOrDefault(Form.OBJECT.word(), 0);
    }

    private Set<String> words(String path, Field field) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int others = field.present - field.nulls - field.forms.getOrDefault(Form.WORD.word(), 0);
        boolean small = others == 0 && field.words.size() <= MOST_WORDS;
        boolean often = field.words.values().stream().allMatch(times -> times >= OFTEN);
        return small && often && !free.contains(name) ? new TreeSet<>(field.words.keySet()) : Set.of();
    }
}
