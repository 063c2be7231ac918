package com.dropininc.instantstream.contract.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dropininc.instantstream.spec.ContractException;
import com.dropininc.instantstream.spec.YamlDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What holds for our own documents, however they are written, and whatever is changed in them. */
class PropertiesTest {
    private static final Path SPEC = Path.of("../spec");
    private static final int MUTATIONS = 1000;
    private static final long SEED = 25;

    /** Members that bind nobody: a mutation leaves them alone. */
    private static final Set<String> DOCUMENTATION =
            Set.of("description", "summary", "title", "example", "examples", "tags", "info", "externalDocs");

    private static JsonNode document(String name) throws IOException {
        return YamlDocument.read(SPEC.resolve(name)).root();
    }

    private static SpecVersion version(JsonNode http, JsonNode realtime) {
        return SpecVersion.of("x", http, Optional.of(realtime));
    }

    private static void same(SpecVersion old, SpecVersion now) {
        assertEquals(List.of(), SpecDiff.between(old, now).changes());
        assertEquals(List.of(), SpecDiff.between(now, old).changes());
    }

    @Test
    void the_order_of_members_does_not_matter() throws IOException {
        JsonNode http = document("openapi.yaml");
        JsonNode realtime = document("asyncapi.yaml");
        Random random = new Random(SEED);
        same(version(http, realtime), version(shuffled(http, random), shuffled(realtime, random)));
    }

    @Test
    void references_may_be_written_out() throws IOException {
        JsonNode http = document("openapi.yaml");
        JsonNode realtime = document("asyncapi.yaml");
        same(version(http, realtime), version(inlined(http, http, http), inlined(realtime, realtime, http)));
    }

    @Test
    void json_says_what_yaml_says() throws IOException {
        for (String name : List.of("openapi.yaml", "asyncapi.yaml")) {
            JsonNode yaml = document(name);
            String pretty = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(yaml);
            assertEquals(yaml, YamlDocument.parse(pretty, "json").root());
            assertEquals(
                    yaml,
                    YamlDocument.parse(YAMLMapper.shared().writeValueAsString(yaml), "yaml")
                            .root());
        }
    }

    @Test
    void every_single_mutation_is_told() throws IOException {
        Map<String, JsonNode> documents =
                Map.of("openapi.yaml", document("openapi.yaml"), "asyncapi.yaml", document("asyncapi.yaml"));
        Map<String, Map<Operator, List<Mutation>>> mutations = new TreeMap<>();
        documents.forEach((name, document) -> mutations.put(name, Mutation.all(document)));
        Random random = new Random(SEED);
        List<Mutation> chosen = new ArrayList<>();
        for (int i = 0; i < MUTATIONS; i++) {
            chosen.add(Mutation.any(mutations.get(i % 4 == 0 ? "asyncapi.yaml" : "openapi.yaml"), random));
        }
        // Two halves at once, each with an old version of its own, which is for one thread.
        List<String> untold = IntStream.range(0, 2)
                .parallel()
                .mapToObj(half -> {
                    SpecVersion old = version(documents.get("openapi.yaml"), documents.get("asyncapi.yaml"));
                    return IntStream.range(0, MUTATIONS)
                            .filter(i -> i % 2 == half)
                            .filter(i -> !isTold(old, documents, i % 4 == 0, chosen.get(i)))
                            .mapToObj(i -> chosen.get(i).toString())
                            .toList();
                })
                .flatMap(List::stream)
                .toList();
        assertEquals(List.of(), untold);
        assertEquals(
                Set.of(Operator.values()),
                chosen.stream().map(Mutation::operator).collect(Collectors.toSet()));
    }

    /** A mutant that is no valid document any more is refused, which is told too. */
    private static boolean isTold(SpecVersion old, Map<String, JsonNode> documents, boolean events, Mutation mutation) {
        JsonNode http = documents.get("openapi.yaml");
        JsonNode realtime = documents.get("asyncapi.yaml");
        JsonNode mutant = (events ? realtime : http).deepCopy();
        mutation.apply(mutant);
        try {
            SpecVersion now = version(events ? http : mutant, events ? mutant : realtime);
            return !SpecDiff.between(old, now).changes().isEmpty();
        } catch (ContractException refused) {
            return true;
        }
    }

    /** The ways in which a mutation changes what a document means. */
    enum Operator {
        CHANGE_TEXT,
        CHANGE_NUMBER,
        FLIP_BOOLEAN,
        REMOVE_MEMBER,
        RENAME_MEMBER,
        REMOVE_ITEM,
        ADD_ITEM,
        CHANGE_TYPE,
        ADD_CONSTRAINT
    }

    record Mutation(Operator operator, String pointer, String what) {
        static Map<Operator, List<Mutation>> all(JsonNode root) {
            List<Mutation> all = new ArrayList<>();
            collect(root, "", all);
            return all.stream().filter(one -> !one.idle()).collect(Collectors.groupingBy(Mutation::operator));
        }

        static Mutation any(Map<Operator, List<Mutation>> all, Random random) {
            List<Operator> operators = List.copyOf(new TreeSet<>(all.keySet()));
            List<Mutation> some = all.get(operators.get(random.nextInt(operators.size())));
            return some.get(random.nextInt(some.size()));
        }

        private static void collect(JsonNode node, String pointer, List<Mutation> all) {
            if (node.isArray()) {
                for (int i = 0; i < node.size(); i++) {
                    all.add(new Mutation(Operator.REMOVE_ITEM, pointer, String.valueOf(i)));
                    collect(node.get(i), pointer + "/" + i, all);
                }
                if (node.valueStream().allMatch(JsonNode::isString) && !node.isEmpty()) {
                    all.add(new Mutation(Operator.ADD_ITEM, pointer, "new"));
                }
            } else if (node.isObject()) {
                members(node, pointer, all);
            } else if (node.isString()) {
                all.add(new Mutation(Operator.CHANGE_TEXT, pointer, ""));
            } else if (node.isNumber()) {
                all.add(new Mutation(Operator.CHANGE_NUMBER, pointer, ""));
            } else if (node.isBoolean()) {
                all.add(new Mutation(Operator.FLIP_BOOLEAN, pointer, ""));
            }
        }

        private static void members(JsonNode node, String pointer, List<Mutation> all) {
            boolean names = pointer.endsWith("/properties") || pointer.endsWith("/schemas");
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                if (names || !DOCUMENTATION.contains(member.getKey())) {
                    all.add(new Mutation(Operator.REMOVE_MEMBER, pointer, member.getKey()));
                    all.add(new Mutation(Operator.RENAME_MEMBER, pointer, member.getKey()));
                    collect(
                            member.getValue(),
                            pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1"),
                            all);
                }
            }
            if (node.path("type").isString() && !pointer.contains("securitySchemes") && !names) {
                all.add(new Mutation(Operator.CHANGE_TYPE, pointer, "type"));
                all.add(new Mutation(Operator.ADD_CONSTRAINT, pointer, "enum"));
            }
        }

        /** What another part of the document says too, or hides. */
        boolean idle() {
            String at = pointer + "/" + what;
            return at.matches(
                            ".*Event/properties/event/(type|enum(/new)?)") // a constant of each event says which it is
                    || at.equals("/operations/publishToStream/messages") // without, all of the channel
                    || at.endsWith("/ChatMessage/allOf/1/properties/event/const") // its enum has this one value
                    || at.matches("/components/messages/[^/]+/(contentType|name)") // as by default, and as its key
                    || at.matches("/components/schemas/[^/]+/x-provenance(/.*)?"); // a part or a user says it too
        }

        void apply(JsonNode root) {
            JsonNode at = root.at(pointer);
            switch (operator) {
                case REMOVE_ITEM -> ((ArrayNode) at).remove(Integer.parseInt(what));
                case ADD_ITEM -> ((ArrayNode) at).add(what);
                case REMOVE_MEMBER -> ((ObjectNode) at).remove(what);
                case RENAME_MEMBER -> ((ObjectNode) at).set(what + "-renamed", ((ObjectNode) at).remove(what));
                case CHANGE_TYPE ->
                    ((ObjectNode) at).put("type", at.path("type").asString().equals("integer") ? "string" : "integer");
                case ADD_CONSTRAINT -> ((ObjectNode) at).putArray("enum").add("none");
                case CHANGE_TEXT -> replace(root, JsonNodeFactory.instance.stringNode(at.asString() + "x"));
                case CHANGE_NUMBER -> replace(root, JsonNodeFactory.instance.numberNode(at.asInt() + 1));
                case FLIP_BOOLEAN -> replace(root, JsonNodeFactory.instance.booleanNode(!at.asBoolean()));
            }
        }

        private void replace(JsonNode root, JsonNode value) {
            int slash = pointer.lastIndexOf('/');
            String name = pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
            JsonNode parent = root.at(pointer.substring(0, slash));
            if (parent instanceof ArrayNode array) {
                array.set(Integer.parseInt(name), value);
            } else {
                ((ObjectNode) parent).set(name, value);
            }
        }
    }

    private static JsonNode shuffled(JsonNode node, Random random) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> array.add(shuffled(item, random)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        List<String> keys = new ArrayList<>(node.propertyNames());
        Collections.shuffle(keys, random);
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        keys.forEach(key -> object.set(key, shuffled(node.get(key), random)));
        return object;
    }

    /** The document without references; what is written beside a reference stays. Our documents have no recursion. */
    private static JsonNode inlined(JsonNode node, JsonNode root, JsonNode http) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> array.add(inlined(item, root, http)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        String ref = node.path("$ref").asString("");
        if (!ref.isEmpty()) {
            JsonNode document = ref.startsWith("#") ? root : http;
            JsonNode target = inlined(document.at(ref.substring(ref.indexOf('#') + 1)), document, http);
            target.properties().forEach(entry -> object.set(entry.getKey(), entry.getValue()));
        }
        node.properties().forEach(entry -> {
            if (!entry.getKey().equals("$ref")) {
                object.set(entry.getKey(), inlined(entry.getValue(), root, http));
            }
        });
        return object;
    }
}
