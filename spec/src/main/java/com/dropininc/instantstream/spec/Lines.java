package com.dropininc.instantstream.spec;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * On which line of a YAML file each of its nodes stands, so that an error can lead there; looked up when there is one.
 * Immutable.
 */
public final class Lines {
    private final String file;
    private final byte[] yaml;

    private Lines(String file, byte[] yaml) {
        this.file = file;
        this.yaml = yaml;
    }

    /**
     * The lines of a text that is valid YAML.
     *
     * @param file what messages call the file
     */
    public static Lines of(byte[] yaml, String file) {
        return new Lines(file, yaml.clone());
    }

    static Lines of(String text, String file) {
        return new Lines(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** What messages call the file. */
    public String file() {
        return file;
    }

    /** A place as {@code line 12}; a node that is not there has the line of what it would stand in. */
    public String line(String path) {
        return "line " + near(path).orElse(1);
    }

    /** A message with file and line; it begins with the names of the nodes on the way to what is wrong. */
    String located(String message) {
        OptionalInt line = near("/" + message.split("[ :;]", 2)[0]);
        return file + (line.isPresent() ? " (line " + line.getAsInt() + ")" : "") + ": " + message;
    }

    private OptionalInt near(String path) {
        Map<String, Integer> byPath = byPath();
        for (String at = path; !at.isEmpty(); at = at.substring(0, Math.max(0, at.lastIndexOf('/')))) {
            Integer line = byPath.get(at);
            if (line != null) {
                return OptionalInt.of(line);
            }
        }
        return OptionalInt.empty();
    }

    /** Lines by the names on the way, such as {@code /steps/0/after}; a slash in a name stays as it is. */
    private Map<String, Integer> byPath() {
        Map<String, Integer> byPath = new HashMap<>();
        try (JsonParser parser = YAMLMapper.shared().createParser(yaml)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                String path = parser.streamReadContext().pathAsPointer().toString();
                byPath.putIfAbsent(
                        Pointers.unescape(path), parser.currentTokenLocation().getLineNr());
            }
        }
        return byPath;
    }
}
