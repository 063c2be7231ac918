package com.dropininc.instantstream.contract.diff;

import com.dropininc.instantstream.spec.ContractException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One version of the contract: its documents as data. Old versions lack what the newest has, so nothing is required
 * but operations. Immutable.
 *
 * @param name what messages call it
 * @param http {@code openapi.yaml}
 * @param realtime {@code asyncapi.yaml}, where there is one
 */
record Documents(String name, JsonNode http, Optional<JsonNode> realtime) {
    private static final String HTTP = "openapi.yaml";
    private static final String REALTIME = "asyncapi.yaml";

    /**
     * Reads a version.
     *
     * @param path an OpenAPI document, or a directory with an {@code openapi.yaml}; an {@code asyncapi.yaml} beside it
     *     belongs to it
     * @throws ContractException if there is none, or it is no OpenAPI 3.1 document
     */
    static Documents read(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve(HTTP) : path;
        Path beside = file.resolveSibling(REALTIME);
        try {
            return of(
                    path.toString(),
                    Files.readString(file),
                    Files.exists(beside) ? Optional.of(Files.readString(beside)) : Optional.empty());
        } catch (IOException e) {
            throw new ContractException("the spec " + file + " cannot be read: is the path right?", e);
        }
    }

    /** The version that ships with this suite. */
    static Documents builtIn() {
        return of("built in", resource(HTTP), Optional.of(resource(REALTIME)));
    }

    static Documents of(String name, String http, Optional<String> realtime) {
        JsonNode root = parse(http, name);
        if (!root.path("openapi").asString("").startsWith("3.1")) {
            throw new ContractException(name + " is no OpenAPI 3.1 document");
        }
        if (root.path("paths").isEmpty()) {
            throw new ContractException(name + " has no operations to compare");
        }
        return new Documents(name, root, realtime.map(text -> parse(text, name + " (" + REALTIME + ")")));
    }

    private static String resource(String file) {
        try (InputStream in = ContractException.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ContractException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static JsonNode parse(String text, String name) {
        try {
            JsonNode root = YAMLMapper.shared().readTree(text);
            if (root == null || !root.isObject()) {
                throw new ContractException(name + " is no YAML mapping");
            }
            return root;
        } catch (JacksonException e) {
            throw new ContractException(
                    name + " is no valid YAML: " + e.getOriginalMessage() + " (line "
                            + e.getLocation().getLineNr() + ")",
                    e);
        }
    }

    String version() {
        return http.path("info").path("version").asString("");
    }

    /** A node of the HTTP document, references followed. */
    Place at(String pointer) {
        return new Place(this, http, http.at(pointer)).follow();
    }

    /** A node of the realtime document, references followed. */
    Place event(String pointer) {
        JsonNode root = realtime.orElseThrow();
        return new Place(this, root, root.at(pointer)).follow();
    }

    /** Where a reference in one of the documents leads; a reference to another file is one to the HTTP document. */
    Place target(JsonNode root, String ref) {
        int hash = ref.indexOf('#');
        if (hash < 0) {
            throw new ContractException(name + ": the reference " + ref + " names no part of a document");
        }
        JsonNode document = hash == 0 ? root : http;
        if (hash > 0 && !ref.substring(0, hash).replaceFirst("^\\./", "").equals(HTTP)) {
            throw new ContractException(name + ": the reference " + ref + " leads to a file that is not looked at");
        }
        JsonNode node = document.at(ref.substring(hash + 1));
        if (node.isMissingNode()) {
            throw new ContractException(name + ": the reference " + ref + " leads nowhere");
        }
        return new Place(this, document, node);
    }
}
