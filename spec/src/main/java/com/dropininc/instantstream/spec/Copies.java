package com.dropininc.instantstream.spec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Copies as JSON of the YAML files that ship with a module: the build makes them, and they are read in a fraction of
 * the time. The YAML is what counts: a copy that was made of another one is not used.
 */
public final class Copies {
    private static final String LENGTH = "length";
    private static final String CHECKSUM = "crc32";
    private static final String DIGEST = "sha256";
    private static final String DOCUMENT = "document";

    private Copies() {}

    /**
     * What a YAML file says.
     *
     * @param digest SHA-256 of how it is written, in hexadecimal digits
     */
    public record Content(JsonNode document, String digest) {}

    /** Puts a copy beside each YAML file in a directory, the only argument, and below it. */
    public static void main(String[] arguments) throws IOException {
        try (Stream<Path> found = Files.walk(Path.of(arguments[0]))) {
            for (Path yaml :
                    found.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                String copy = make(Files.readAllBytes(yaml), yaml.toString()).toString();
                Files.writeString(Path.of(yaml + ".json"), copy);
            }
        }
    }

    static ObjectNode make(byte[] yaml, String name) {
        String text = new String(yaml, StandardCharsets.UTF_8);
        return JsonMapper.shared()
                .createObjectNode()
                .put(LENGTH, yaml.length)
                .put(CHECKSUM, checksum(yaml))
                .put(DIGEST, Documents.digest(text))
                .set(DOCUMENT, Yaml.parse(text, name));
    }

    /**
     * What a YAML file says, if there is a copy of it.
     *
     * @param beside the class beside which the file stands
     * @param yaml what is in the file
     */
    public static Optional<Content> of(Class<?> beside, String name, byte[] yaml) throws IOException {
        try (InputStream json = beside.getResourceAsStream(name + ".json")) {
            return json == null ? Optional.empty() : read(json.readAllBytes(), yaml);
        }
    }

    static Optional<Content> read(byte[] json, byte[] yaml) {
        try {
            JsonNode copy = JsonMapper.shared().readTree(json);
            // A checksum, since a digest takes a twentieth of a start: this is against what was left over by mistake.
            return copy.path(LENGTH).asInt(-1) == yaml.length
                            && copy.path(CHECKSUM).asLong(-1) == checksum(yaml)
                            && copy.path(DOCUMENT).isObject()
                    ? Optional.of(
                            new Content(copy.get(DOCUMENT), copy.get(DIGEST).asString()))
                    : Optional.empty();
        } catch (JacksonException halfWritten) {
            return Optional.empty();
        }
    }

    private static long checksum(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return checksum.getValue();
    }
}
