package com.dropininc.instantstream.contract.ledger;

import com.dropininc.instantstream.contract.report.ReportException;
import com.dropininc.instantstream.spec.ContractException;
import com.dropininc.instantstream.spec.Nearest;
import com.dropininc.instantstream.spec.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** A ledger of shapes as a YAML file that a person can review: one line a field. */
public final class LedgerFile {
    private static final List<String> HEAD = List.of("ledger", "environment", "contract", "updated", "answers");
    private static final List<String> FIELD = List.of("present", "of", "nulls", "forms", "words", "first", "last");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private LedgerFile() {}

    /**
     * Reads a ledger.
     *
     * @throws ContractException if it is none, with file and key
     */
    public static ShapeLedger read(Path file) {
        try {
            JsonNode root = YamlDocument.read(file).root();
            if (root.path("ledger").asInt(0) != 1) {
                throw new ContractException(file + "/ledger has to be 1: is this a ledger of shapes?");
            }
            only(root, HEAD, file.toString());
            Map<String, ShapeLedger.Answers> answers = new TreeMap<>();
            root.path("answers")
                    .properties()
                    .forEach(entry -> answers.put(
                            entry.getKey(), answers(entry.getValue(), file + "/answers/" + entry.getKey())));
            return new ShapeLedger(
                    root.path("environment").asString(""),
                    root.path("contract").asString(""),
                    root.path("updated").asString(""),
                    answers);
        } catch (IOException e) {
            throw new ContractException("the ledger " + file + " cannot be read: is the path right?", e);
        }
    }

    private static ShapeLedger.Answers answers(JsonNode node, String where) {
        only(node, List.of("count", "fields"), where);
        Map<String, Sighting> fields = new TreeMap<>();
        node.path("fields")
                .properties()
                .forEach(entry ->
                        fields.put(entry.getKey(), sighting(entry.getValue(), where + "/fields/" + entry.getKey())));
        return new ShapeLedger.Answers(node.path("count").asInt(0), fields);
    }

    private static Sighting sighting(JsonNode node, String where) {
        only(node, FIELD, where);
        Map<String, Integer> forms = new TreeMap<>();
        node.path("forms")
                .properties()
                .forEach(form -> forms.put(form.getKey(), form.getValue().asInt(0)));
        Set<String> words = new TreeSet<>();
        node.path("words").forEach(word -> words.add(word.asString()));
        return new Sighting(
                node.path("present").asInt(0),
                node.path("of").asInt(0),
                node.path("nulls").asInt(0),
                forms,
                words,
                node.path("first").asString(""),
                node.path("last").asString(""));
    }

    private static void only(JsonNode node, List<String> keys, String where) {
        if (!node.isObject()) {
            throw new ContractException(where + " has to be a mapping");
        }
        node.propertyNames().stream()
                .filter(key -> !keys.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new ContractException(
                            where + "/" + key + " is no key of a ledger; " + Nearest.hint(key, keys));
                });
    }

    /** Writes a ledger. */
    public static void write(ShapeLedger ledger, Path file) {
        StringBuilder text = new StringBuilder("# What the answers of " + ledger.environment()
                + " look like, by operation, status and field. Kept by `verify --ledger`; review it like code.\n");
        ObjectNode head = YAML.createObjectNode().put("ledger", 1).put("environment", ledger.environment());
        text.append(
                YAML.writeValueAsString(head.put("contract", ledger.contract()).put("updated", ledger.updated())));
        text.append("answers:\n");
        ledger.answers().forEach((name, answers) -> {
            text.append("  ")
                    .append(key(name))
                    .append(":\n    count: ")
                    .append(answers.count())
                    .append("\n    fields:\n");
            answers.fields()
                    .forEach((path, field) -> text.append("      ")
                            .append(key(path))
                            .append(": ")
                            .append(flow(field))
                            .append('\n'));
        });
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new ReportException("cannot write the ledger " + file + ": choose another --ledger", e);
        }
    }

    /** A key in the quotes of JSON, which are YAML's too: a target chooses the names of its fields. */
    private static String key(String name) {
        return JsonMapper.shared().writeValueAsString(name);
    }

    private static String flow(Sighting field) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("present", field.present()).put("of", field.of());
        if (field.nulls() > 0) {
            node.put("nulls", field.nulls());
        }
        node.set("forms", JsonMapper.shared().valueToTree(field.forms()));
        if (!field.words().isEmpty()) {
            node.set("words", JsonMapper.shared().valueToTree(field.words()));
        }
        return node.put("first", field.first()).put("last", field.last()).toString();
    }
}
