package com.dropininc.instantstream.contract.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows whether a report is still what the suite wrote: SHA-256 over all of it but the digest itself, names in order
 * and without white space. It proves no origin, since whoever changes a report can compute it anew.
 */
public final class ReportDigest {
    /** The property that holds it. */
    static final String NAME = "digest";

    private ReportDigest() {}

    /** The digest that a report ought to carry. */
    public static String of(ObjectNode report) {
        ObjectNode rest = report.deepCopy();
        rest.remove(NAME);
        byte[] text = sorted(rest).toString().getBytes(StandardCharsets.UTF_8);
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether a report carries the digest that fits it. */
    public static boolean fits(JsonNode report) {
        return report instanceof ObjectNode object
                && of(object).equals(report.path(NAME).asString(""));
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            TreeMap<String, JsonNode> byName = new TreeMap<>();
            object.properties().forEach(property -> byName.put(property.getKey(), sorted(property.getValue())));
            return JsonNodeFactory.instance.objectNode().setAll(byName);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> copy.add(sorted(item)));
            return copy;
        }
        return node;
    }
}
