package com.dropininc.instantstream.spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A YAML or JSON document, read strictly and within {@link YamlLimits}: aliases and merge keys ({@code <<}) are
 * resolved; a key that comes twice, a tag, a cycle and a second document are refused. Immutable as long as nobody
 * changes the tree.
 *
 * @param name what messages call it, such as its file
 * @param root an object
 * @param mark where each value begins
 */
public record YamlDocument(String name, JsonNode root, Mark mark) {
    /**
     * Where a value begins.
     *
     * @param line its line, from 1
     * @param inside the members by key, the items by index
     */
    public record Mark(int line, Map<String, Mark> inside) {}

    /**
     * Reads a text.
     *
     * @throws ContractException if it is not valid, with the line, or beyond a limit
     */
    public static YamlDocument parse(String text, String name) {
        return YamlReader.read(YamlLimits.check(text, name), name);
    }

    /** Reads bytes, which have to be UTF-8. */
    public static YamlDocument parse(byte[] bytes, String name) {
        return YamlReader.read(YamlLimits.text(bytes, name), name);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws ContractException if it is not valid, with the line, or beyond a limit
     */
    public static YamlDocument read(Path file) throws IOException {
        return YamlReader.read(YamlLimits.text(file), file.toString());
    }

    /** A document that no file holds: every line is the first. */
    public static YamlDocument of(JsonNode root, String name) {
        return new YamlDocument(name, root, new Mark(1, Map.of()));
    }

    /** The line of a JSON pointer; where the pointer leads to nothing, that of the nearest value around it. */
    public int line(String pointer) {
        Mark at = mark;
        for (String segment : pointer.split("/")) {
            Mark next = at.inside().get(Pointers.unescape(segment));
            if (next == null && !segment.isEmpty()) {
                break;
            }
            at = next == null ? at : next;
        }
        return at.line();
    }
}
