package com.dropininc.instantstream.spec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents that ship with this module. The build adds a copy of each as JSON, which is read in a fraction of the
 * time. The YAML is what counts: a copy that was made of another one is not used.
 */
final class Documents {
    private static final String MADE_OF = "madeOf";
    private static final String DOCUMENT = "document";

    private Documents() {}

    /** Writes the copies into a directory, the only argument. */
    public static void main(String[] arguments) throws IOException {
        for (String name : new String[] {Judge.HTTP, Judge.REALTIME}) {
            String yaml = text(name);
            Path copy = Path.of(arguments[0], Documents.class.getPackageName().replace('.', '/'), copy(name));
            JsonMapper mapper = JsonMapper.shared();
            Files.writeString(
                    copy,
                    mapper.createObjectNode()
                            .put(MADE_OF, digest(yaml))
                            .set(DOCUMENT, Yaml.parse(yaml, name))
                            .toString());
        }
    }

    /** A document as it was written. */
    static String text(String name) {
        return resource(name)
                .orElseThrow(() -> new ContractException(name + " is not on the class path: rebuild the spec module"));
    }

    /** What a document says. */
    static JsonNode tree(String name) {
        return tree(name, text(name), resource(copy(name)));
    }

    static JsonNode tree(String name, String yaml, Optional<String> json) {
        return json.map(JsonMapper.shared()::readTree)
                .filter(copy -> copy.path(MADE_OF).asString("").equals(digest(yaml)))
                .map(copy -> copy.get(DOCUMENT))
                .orElseGet(() -> Yaml.parse(yaml, name));
    }

    private static String copy(String name) {
        return name + ".json";
    }

    /** SHA-256 of a text in hexadecimal digits. */
    static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Optional<String> resource(String name) {
        try (InputStream in = Documents.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ContractException(name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
