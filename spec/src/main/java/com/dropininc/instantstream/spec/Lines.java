package com.dropininc.instantstream.spec;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.OptionalInt;

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
        YamlDocument.Mark root = YamlDocument.parse(yaml, file).mark();
        YamlDocument.Mark mark = nearest(root, path);
        return mark == root ? OptionalInt.empty() : OptionalInt.of(mark.line());
    }

    /** Follows the names on the way, such as {@code /steps/0/after}; a slash in a name stays as it is. */
    private static YamlDocument.Mark nearest(YamlDocument.Mark mark, String path) {
        return mark.inside().keySet().stream()
                .filter(name -> (path + "/").startsWith("/" + name + "/"))
                .max(Comparator.comparing(String::length))
                .map(name -> nearest(mark.inside().get(name), path.substring(name.length() + 1)))
                .orElse(mark);
    }
}
