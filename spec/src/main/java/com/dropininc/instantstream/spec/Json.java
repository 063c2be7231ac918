package com.dropininc.instantstream.spec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON as RFC 8259 wants it: UTF-8, one value, no key twice, no half of a surrogate pair. */
public final class Json {
    private static final ObjectReader STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private Json() {}

    /**
     * Parses a JSON text.
     *
     * @throws MalformedJson if it is not well-formed
     */
    public static JsonNode parse(byte[] bytes) throws MalformedJson {
        String text = utf8(bytes);
        try {
            JsonNode node = STRICT.readValue(text);
            if (node == null || node.isMissingNode()) {
                throw new MalformedJson("there is no JSON value");
            }
            if (text.contains("\\u") && hasLoneSurrogate(node)) {
                throw new MalformedJson("an escape \\ud800 to \\udfff stands without its other half");
            }
            return node;
        } catch (JacksonException e) {
            throw new MalformedJson(firstLine(e.getOriginalMessage())
                    + (e.getLocation() == null
                            ? ""
                            : " at line " + e.getLocation().getLineNr() + ", column "
                                    + e.getLocation().getColumnNr()));
        }
    }

    /** What a reader of another format throws when it meets what it cannot read. */
    public static MalformedJson malformed(String message) {
        return new MalformedJson(message);
    }

    private static String utf8(byte[] bytes) throws MalformedJson {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedJson("the bytes are no UTF-8");
        }
    }

    private static boolean hasLoneSurrogate(JsonNode node) {
        if (node.isString()) {
            return !StandardCharsets.UTF_8.newEncoder().canEncode(node.asString());
        }
        for (JsonNode child : node) {
            if (hasLoneSurrogate(child)) {
                return true;
            }
        }
        return node.isObject()
                && node.propertyNames().stream()
                        .anyMatch(name -> !StandardCharsets.UTF_8.newEncoder().canEncode(name));
    }

    private static String firstLine(String message) {
        return message == null
                ? "the text breaks off"
                : message.lines().findFirst().orElse("");
    }
}
