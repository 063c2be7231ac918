package com.dropininc.instantstream.contract.mutant;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request on its way through the proxy. */
@SuppressWarnings("ArrayRecordComponent")
public record Ask(String method, String path, String query, Map<String, String> headers, byte[] body) {
    public boolean is(String httpMethod, String operation) {
        return method.equals(httpMethod) && path.contains("/" + operation);
    }

    public boolean posts(String operation) {
        return is("POST", operation);
    }

    public String token() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON, or null when it is none. */
    public JsonNode json() {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (RuntimeException e) {
            return null;
        }
    }

    public Ask header(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.keySet().removeIf(name::equalsIgnoreCase);
        changed.put(name, value);
        return new Ask(method, path, query, changed, body);
    }

    public Ask query(String other) {
        return new Ask(method, path, other, headers, body);
    }

    public Ask path(String other) {
        return new Ask(method, other, query, headers, body);
    }

    public Ask body(String other) {
        return new Ask(method, path, query, headers, other.getBytes(StandardCharsets.UTF_8));
    }

    public String header(String name) {
        return headers.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
