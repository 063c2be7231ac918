package com.dropininc.instantstream.spec;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The schemas of the spec as data, for whoever generates values from them. Immutable. */
public final class Schemas {
    private final JsonNode root;

    Schemas(JsonNode root) {
        this.root = root;
    }

    /**
     * The schema at a JSON pointer of the spec, a reference followed.
     *
     * @throws ContractException if nothing is there
     */
    public JsonNode at(String pointer) {
        JsonNode schema = root.at(Pointers.resolve(pointer, root));
        if (schema.isMissingNode()) {
            throw new ContractException("the spec has no schema at " + pointer);
        }
        return schema;
    }

    /** The pointer itself, or, where it leads to a reference, that of what it refers to. */
    public String resolved(String pointer) {
        return Pointers.resolve(pointer, root);
    }

    /** The whole document that they stand in, for whoever shows it; a copy, that may be changed. */
    public JsonNode document() {
        return root.deepCopy();
    }

    /** The component of that name, such as {@code Stream}. */
    public JsonNode component(String name) {
        return at("/components/schemas/" + name);
    }

    /** The schema itself, or, where it is a reference into the spec, what it refers to. */
    public JsonNode follow(JsonNode schema) {
        JsonNode ref = schema.get("$ref");
        return ref == null ? schema : at(ref.asString().substring(1));
    }

    /** The words that a component's {@code enum} allows, in its order. */
    public List<String> words(String component) {
        List<String> words = new ArrayList<>();
        component(component).path("enum").forEach(word -> words.add(word.asString()));
        if (words.isEmpty()) {
            throw new ContractException("components/schemas/" + component + " has no enum");
        }
        return List.copyOf(words);
    }
}
