package com.dropininc.instantstream.spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes to {@code openapi.yaml}, as a document of the OpenAPI Overlay Specification 1.0. Read strictly: a key that the
 * specification does not know, a target that is not understood, or an action that finds nothing is an error, since a
 * change that silently does not happen would be judged by. Immutable.
 *
 * @param name what error messages call it, such as its file
 * @param title what it is for
 * @param text the document itself
 * @param actions what it changes, in order
 */
public record Overlay(String name, String title, String text, List<Action> actions) {
    private static final String VERSION = "1\\.0\\.\\d+";
    private static final Set<String> KEYS = Set.of("overlay", "info", "extends", "actions");
    private static final Set<String> INFO_KEYS = Set.of("title", "version");

    /**
     * One change.
     *
     * @param where place of the action in its document, for errors
     * @param target what is changed
     * @param description why
     * @param update what is merged into an object, or appended to an array
     * @param remove whether the target is taken out
     */
    public record Action(String where, JsonPath target, String description, Optional<JsonNode> update, boolean remove) {
        private static final Set<String> KEYS = Set.of("target", "description", "update", "remove");

        static List<Action> readAll(JsonNode list, String where) {
            if (!list.isArray()) {
                throw new ContractException(where + " has to be a list of actions");
            }
            return Yaml.list(list, where, Action::read);
        }

        private static Action read(JsonNode node, String where) {
            only(node, KEYS, where);
            boolean remove = node.path("remove").asBoolean(false);
            Optional<JsonNode> update = Optional.ofNullable(node.get("update"));
            if (remove == update.isPresent()) {
                throw new ContractException(where + " needs either update or remove: true");
            }
            return new Action(
                    where,
                    JsonPath.parse(Yaml.text(node, "target", where), where + "/target"),
                    node.path("description").asString(""),
                    update,
                    remove);
        }

        /** The change that writes down which reading of an ambiguity is taken. */
        static Action choosing(String ambiguity, String reading) {
            String where = "x-ambiguities/" + ambiguity;
            JsonPath target = JsonPath.parse("$['x-ambiguities'][?@.id == '" + ambiguity + "']", where);
            return new Action(
                    where,
                    target,
                    "",
                    Optional.of(JsonNodeFactory.instance.objectNode().put("chosen", reading)),
                    false);
        }

        /** Changes the document. */
        void apply(JsonNode root) {
            List<JsonPath.Match> matches = target.in(root);
            if (matches.isEmpty()) {
                throw new ContractException(where + "/target: " + target + " leads to nothing in the spec");
            }
            for (int i = matches.size() - 1; i >= 0; i--) {
                JsonPath.Match match = matches.get(i);
                if (remove && match.parent() == null) {
                    throw new ContractException(where + "/target: $ is the whole spec, which cannot be removed");
                }
                if (remove) {
                    match.remove();
                } else {
                    merge(match.node(), update.get(), where + "/update");
                }
            }
        }

        private static void merge(JsonNode target, JsonNode update, String where) {
            if (target instanceof ArrayNode array) {
                array.add(update.deepCopy());
            } else if (target instanceof ObjectNode object && update.isObject()) {
                for (Map.Entry<String, JsonNode> entry : update.properties()) {
                    member(object, entry.getKey(), entry.getValue(), where + "/" + entry.getKey());
                }
            } else {
                throw new ContractException(where + ": an update needs an object for an object, or a list to add to");
            }
        }

        private static void member(ObjectNode object, String key, JsonNode value, String where) {
            JsonNode old = object.get(key);
            if (old != null && old.isArray()) {
                throw new ContractException(where + " meets a list, and 1.0 does not say whether to add or to replace:"
                        + " target the list to add to it, or remove it first");
            }
            if (old != null && old.isObject() && value.isObject()) {
                merge(old, value, where);
            } else {
                object.set(key, value.deepCopy());
            }
        }
    }

    /**
     * Reads an overlay from a file.
     *
     * @throws ContractException if it cannot be read, or is no overlay that can be applied
     */
    public static Overlay load(Path file) {
        try {
            return parse(YamlLimits.text(file), file.toString());
        } catch (IOException e) {
            throw new ContractException("the overlay " + file + " cannot be read: is the path right?", e);
        }
    }

    /** Reads an overlay; {@code name} is what error messages call it. */
    public static Overlay parse(String text, String name) {
        JsonNode root = Yaml.parse(text, name);
        only(root, KEYS, name);
        String version = Yaml.text(root, "overlay", name);
        if (!version.matches(VERSION)) {
            throw new ContractException(name + "/overlay: version " + version + " is not understood, only 1.0.x");
        }
        JsonNode info = Yaml.child(root, "info", name);
        only(info, INFO_KEYS, name + "/info");
        Yaml.text(info, "version", name + "/info");
        String document = root.path("extends").asString(Judge.HTTP);
        if (!document.endsWith(Judge.HTTP)) {
            throw new ContractException(name + "/extends: '" + document + "' is not " + Judge.HTTP);
        }
        List<Action> actions = Action.readAll(Yaml.child(root, "actions", name), name + "/actions");
        if (actions.isEmpty()) {
            throw new ContractException(name + "/actions is empty: an overlay changes something");
        }
        return new Overlay(name, Yaml.text(info, "title", name + "/info"), text, actions);
    }

    private static void only(JsonNode node, Set<String> keys, String where) {
        if (!node.isObject()) {
            throw new ContractException(where + " has to be a mapping");
        }
        for (String key : new ArrayList<>(node.propertyNames())) {
            if (!keys.contains(key) && !key.startsWith("x-")) {
                throw new ContractException(where + "/" + key + " is no key of an overlay; "
                        + Nearest.hint(key, keys.stream().sorted().toList()));
            }
        }
    }
}
