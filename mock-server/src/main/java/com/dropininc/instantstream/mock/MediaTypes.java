package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.spec.Json;
import com.dropininc.instantstream.spec.MalformedJson;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a Content-Type header says, and bodies that are no JSON. */
final class MediaTypes {
    static final String JSON = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";

    private static final Pattern CHARSET = Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]+)");

    private MediaTypes() {}

    /** Whether the type names no other charset than UTF-8. */
    static boolean utf8(String contentType) {
        Matcher charset = CHARSET.matcher(contentType.toLowerCase(Locale.ROOT));
        return !charset.find()
                || charset.group(1).equals("utf-8")
                || charset.group(1).equals("utf8");
    }

    /**
     * Reads a form as an object of texts; the first of several fields of one name counts.
     *
     * @throws MalformedJson if an escape is broken or the text is no UTF-8
     */
    static JsonNode form(byte[] body) throws MalformedJson {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                fields.putIfAbsent(
                        name,
                        JsonNodeFactory.instance.stringNode(decode(equals < 0 ? "" : pair.substring(equals + 1))));
            }
        }
        return fields;
    }

    private static String decode(String text) throws MalformedJson {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Json.malformed("a form field has a broken % escape");
        }
    }
}
