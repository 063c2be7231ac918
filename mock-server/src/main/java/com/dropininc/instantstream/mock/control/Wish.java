package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.spec.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A JSON object that somebody sent, read field by field; whatever is wrong with it is said with its place. */
public record Wish(JsonNode node, String at) {
    private static final int LONGEST_TEXT = 1000;

    public Wish {
        if (!node.isObject()) {
            throw Problem.invalid(at.isEmpty() ? "body" : at, "a JSON object is wanted");
        }
    }

    /** Refuses fields other than these. */
    public Wish only(Collection<String> names) {
        for (String name : node.propertyNames()) {
            if (!names.contains(name)) {
                throw Problem.invalid(
                        at + "/" + name, "there is no field '" + name + "' here; " + Nearest.hint(name, names));
            }
        }
        return this;
    }

    public Optional<String> text(String name) {
        return value(name).map(value -> {
            if (!value.isString() || value.asString().length() > LONGEST_TEXT) {
                throw Problem.invalid(
                        at + "/" + name, name + " has to be a text of at most " + LONGEST_TEXT + " characters");
            }
            return value.asString();
        });
    }

    /** A text that is one of these words. */
    public Optional<String> word(String name, Collection<String> words) {
        Optional<String> word = text(name);
        word.filter(said -> !words.contains(said)).ifPresent(said -> {
            throw Problem.invalid(at + "/" + name, name + " cannot be '" + said + "'; " + Nearest.hint(said, words));
        });
        return word;
    }

    public String required(String name) {
        return text(name)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> Problem.invalid(at + "/" + name, name + " is missing"));
    }

    public Optional<Long> whole(String name, long least, long most) {
        return value(name).map(value -> {
            if (!value.isIntegralNumber()
                    || !value.canConvertToLong()
                    || value.asLong() < least
                    || value.asLong() > most) {
                throw Problem.invalid(
                        at + "/" + name, name + " has to be a whole number from " + least + " to " + most);
            }
            return value.asLong();
        });
    }

    public Optional<Double> number(String name, double least, double most) {
        return value(name).map(value -> {
            if (!value.isNumber() || value.asDouble() < least || value.asDouble() > most) {
                throw Problem.invalid(at + "/" + name, name + " has to be a number from " + least + " to " + most);
            }
            return value.asDouble();
        });
    }

    public Optional<Boolean> flag(String name) {
        return value(name).map(value -> {
            if (!value.isBoolean()) {
                throw Problem.invalid(at + "/" + name, name + " has to be true or false");
            }
            return value.asBoolean();
        });
    }

    public Optional<Wish> object(String name) {
        return value(name).map(value -> new Wish(value, at + "/" + name));
    }

    /** An object whose values are all texts. */
    public Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(name)
                .ifPresent(object -> object.node()
                        .propertyNames()
                        .forEach(key -> object.text(key).ifPresent(text -> texts.put(key, text))));
        return texts;
    }

    /** The texts of a list; empty when it is left out. */
    public List<String> words(String name) {
        List<String> words = new ArrayList<>();
        JsonNode list = value(name).orElse(null);
        if (list != null && !list.isArray()) {
            throw Problem.invalid(at + "/" + name, name + " has to be a list of texts");
        }
        if (list != null) {
            list.forEach(word -> words.add(word.asString("")));
        }
        return words;
    }

    /** The items of a list. */
    public List<Wish> objects(String name) {
        JsonNode list = value(name).orElse(null);
        if (list == null) {
            return List.of();
        }
        if (!list.isArray()) {
            throw Problem.invalid(at + "/" + name, name + " has to be a list");
        }
        List<Wish> wishes = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            wishes.add(new Wish(list.get(i), at + "/" + name + "/" + i));
        }
        return wishes;
    }

    public Optional<JsonNode> value(String name) {
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }
}
