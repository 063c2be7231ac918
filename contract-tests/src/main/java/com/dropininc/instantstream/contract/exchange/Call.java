package com.dropininc.instantstream.contract.exchange;

import com.dropininc.instantstream.spec.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One request, not yet sent. Immutable: every method answers a changed copy.
 *
 * @param operation what it calls; empty when it calls nothing that the spec has
 * @param place what it is called then: its path with {@code {...}} where a value of this run stands
 * @param path raw path, percent-encoded
 * @param token the stream that the path names
 * @param key the API key in its header
 * @param body the body; empty for none
 */
public record Call(
        Optional<Operation> operation,
        String place,
        String method,
        String path,
        Optional<String> token,
        Map<String, String> query,
        Map<String, String> headers,
        Optional<Secret> key,
        Optional<Body> body) {

    /** A body as it goes over the wire; an empty content type sends no such header. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Body(byte[] bytes, String contentType) {}

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    /** A call of an operation of the spec, its path not yet filled. */
    public static Call of(Operation operation) {
        return new Call(
                Optional.of(operation),
                operation.path(),
                operation.method(),
                operation.path(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * A call of no operation.
     *
     * @param place a path with {@code {...}} for each value that {@link #parameter} fills in
     */
    public static Call elsewhere(String method, String place) {
        return new Call(
                Optional.empty(),
                place,
                method,
                place,
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** The name of what is called, the same in every run. */
    public String name() {
        return operation.map(Operation::id).orElse(method + " " + place);
    }

    /** The call and its answer in one line: the template of a path instead of what is filled into it, and no header. */
    public String told(Answer answer) {
        return method + " " + operation.map(Operation::path).orElse(place) + " was answered " + answer.shown();
    }

    /** Fills the stream's token into the path. */
    public Call token(String token) {
        Call filled = parameter("token", token);
        return new Call(operation, place, method, filled.path, Optional.of(token), query, headers, key, body);
    }

    /** Fills a path parameter. */
    public Call parameter(String name, String value) {
        return path(path.replace("{" + name + "}", encode(value)));
    }

    public Call path(String raw) {
        return new Call(operation, place, method, raw, token, query, headers, key, body);
    }

    public Call method(String other) {
        return new Call(operation, place, other, path, token, query, headers, key, body);
    }

    public Call query(String name, String value) {
        return new Call(operation, place, method, path, token, with(query, name, value), headers, key, body);
    }

    /** The same call without its query. */
    public Call plain() {
        return new Call(operation, place, method, path, token, Map.of(), headers, key, body);
    }

    public Call header(String name, String value) {
        return new Call(operation, place, method, path, token, query, with(headers, name, value), key, body);
    }

    public Call key(Secret other) {
        return new Call(operation, place, method, path, token, query, headers, Optional.of(other), body);
    }

    public Call withoutKey() {
        return new Call(operation, place, method, path, token, query, headers, Optional.empty(), body);
    }

    public Call json(JsonNode value) {
        return bytes(value.toString().getBytes(StandardCharsets.UTF_8), JSON);
    }

    /** The fields as the Pusher SDKs send them. */
    public Call form(JsonNode fields) {
        String text = fields.properties().stream()
                .map(field ->
                        encode(field.getKey()) + "=" + encode(field.getValue().asString()))
                .collect(Collectors.joining("&"));
        return bytes(text.getBytes(StandardCharsets.US_ASCII), FORM);
    }

    /** Any bytes, well-formed or not. */
    public Call bytes(byte[] bytes, String contentType) {
        return new Call(
                operation, place, method, path, token, query, headers, key, Optional.of(new Body(bytes, contentType)));
    }

    public Call withoutBody() {
        return new Call(operation, place, method, path, token, query, headers, key, Optional.empty());
    }

    /** Path and query as they go over the wire. */
    public String pathAndQuery() {
        String text = query.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        return text.isEmpty() ? path : path + "?" + text;
    }

    /** A value as one segment of a path or one part of a query. */
    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Map<String, String> with(Map<String, String> map, String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(map);
        copy.put(name, value);
        return copy;
    }
}
