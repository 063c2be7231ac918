package com.dropininc.instantstream.spec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much a YAML or JSON file of a user's may hold. A file beyond a limit is refused before it can do harm. */
public final class YamlLimits {
    /** Ten times the spec; a parser takes seconds for a line of some megabytes. */
    public static final int MAX_CHARACTERS = 1 << 20;

    /** Values after all aliases are resolved, five times the spec: what a small file may grow to. */
    public static final int MAX_NODES = 50_000;

    /** As deep as the parser goes by itself. */
    public static final int MAX_DEPTH = 500;

    private static final int MOST_BYTES_OF_A_CHARACTER = 3;

    private YamlLimits() {}

    /**
     * The text of a file. Reads no more than the limit, however large the file is.
     *
     * @throws IOException if the file cannot be read
     * @throws ContractException if the file is too large, or isn't UTF-8
     */
    public static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_CHARACTERS * MOST_BYTES_OF_A_CHARACTER + 1);
            if (bytes.length > MAX_CHARACTERS * MOST_BYTES_OF_A_CHARACTER) {
                throw tooLarge(file.toString());
            }
            return text(bytes, file.toString());
        }
    }

    /** The text that bytes are, if it is within the limit. */
    static String text(byte[] bytes, String name) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return check(text.startsWith("\uFEFF") ? text.substring(1) : text, name);
        } catch (CharacterCodingException e) {
            throw new ContractException(name + " is not UTF-8: save it in that encoding.", e);
        }
    }

    static String check(String text, String name) {
        if (text.length() > MAX_CHARACTERS) {
            throw tooLarge(name);
        }
        return text;
    }

    private static ContractException tooLarge(String name) {
        return new ContractException(
                name + " has more than " + MAX_CHARACTERS + " characters, the most that a YAML file may have");
    }
}
