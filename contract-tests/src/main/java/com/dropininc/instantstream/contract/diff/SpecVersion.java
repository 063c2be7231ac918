package com.dropininc.instantstream.contract.diff;

import com.dropininc.instantstream.spec.ContractException;
import com.dropininc.instantstream.spec.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One version of the contract: its documents, and the files that they refer to. Old versions lack what the newest has,
 * so nothing is required but operations. For one thread.
 */
final class SpecVersion {
    static final String HTTP = "openapi.yaml";
    static final String REALTIME = "asyncapi.yaml";
    private static final int MAX_FILES = 100;

    private final Path directory;
    private final YamlDocument http;
    private final Optional<YamlDocument> realtime;
    private final Map<Path, YamlDocument> files = new HashMap<>();
    private final Map<String, Path> paths = new HashMap<>();
    private final SchemaReader schemas = new SchemaReader();

    private SpecVersion(Path directory, Map<Path, YamlDocument> documents) {
        this.directory = directory;
        documents.forEach(this::keep);
        this.http = documents.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(Path.of(REALTIME)))
                .findFirst()
                .orElseThrow()
                .getValue();
        this.realtime = Optional.ofNullable(documents.get(Path.of(REALTIME)));
        check("openapi", "3.1", "OpenAPI 3.1", http);
        if (http.root().path("paths").isEmpty() && http.root().path("webhooks").isEmpty()) {
            throw new ContractException(http.name() + " has no operations to compare");
        }
        realtime.ifPresent(events -> check("asyncapi", "3.", "AsyncAPI 3", events));
    }

    /**
     * Reads a version.
     *
     * @param path an OpenAPI document, or a directory with an {@code openapi.yaml}; an {@code asyncapi.yaml} beside it
     *     belongs to it
     * @throws ContractException if there is none, or it cannot be compared
     */
    static SpecVersion read(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve(HTTP) : path;
        Path beside = file.resolveSibling(REALTIME);
        Map<Path, YamlDocument> documents = new HashMap<>();
        try {
            documents.put(file.getFileName(), YamlDocument.read(file));
            if (Files.exists(beside) && !Files.isSameFile(beside, file)) {
                documents.put(Path.of(REALTIME), YamlDocument.read(beside));
            }
        } catch (IOException e) {
            throw new ContractException("the spec " + file + " cannot be read: is the path right?", e);
        }
        return new SpecVersion(file.toAbsolutePath().getParent(), documents);
    }

    /** The version that ships with this suite. */
    static SpecVersion builtIn() {
        return of("built in", resource(HTTP), Optional.of(resource(REALTIME)));
    }

    static SpecVersion of(String name, JsonNode http, Optional<JsonNode> realtime) {
        Map<Path, YamlDocument> documents = new HashMap<>();
        documents.put(Path.of(HTTP), YamlDocument.of(http, name + "/" + HTTP));
        realtime.ifPresent(events -> documents.put(Path.of(REALTIME), YamlDocument.of(events, name + "/" + REALTIME)));
        return new SpecVersion(null, documents);
    }

    private static JsonNode resource(String file) {
        try (InputStream in = ContractException.class.getResourceAsStream(file)) {
            return YamlDocument.parse(in.readAllBytes(), file).root();
        } catch (IOException e) {
            throw new ContractException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void check(String key, String version, String format, YamlDocument document) {
        String found = document.root().path(key).asString("");
        if (!found.startsWith(version)) {
            throw new ContractException(document.name() + " is no " + format + " document ("
                    + (found.isEmpty() ? key + " is missing" : key + ": " + found)
                    + "): convert it first, for example with `npx @scalar/cli document upgrade` (OpenAPI 3.0)"
                    + " or `npx @asyncapi/cli convert` (AsyncAPI 2)");
        }
    }

    private void keep(Path path, YamlDocument document) {
        files.put(path, document);
        paths.put(document.name(), path);
    }

    String number() {
        return http.root().path("info").path("version").asString("");
    }

    SchemaReader schemas() {
        return schemas;
    }

    DocumentNode http() {
        return new DocumentNode(this, http, "", http.root());
    }

    Optional<DocumentNode> realtime() {
        return realtime.map(events -> new DocumentNode(this, events, "", events.root()));
    }

    /** Where a reference leads. The fragment is a percent-encoded JSON pointer (RFC 6901 section 6) or an anchor. */
    DocumentNode resolve(DocumentNode from, String ref) {
        int hash = ref.indexOf('#');
        String file = decoded(hash < 0 ? ref : ref.substring(0, hash), from);
        String fragment = hash < 0 ? "" : decoded(ref.substring(hash + 1), from);
        YamlDocument document = file.isEmpty() ? from.document() : file(from, file);
        String pointer = fragment.isEmpty() || fragment.startsWith("/")
                ? fragment
                : anchor(document.root(), fragment, "").orElse("/" + fragment);
        JsonNode node = document.root().at(pointer);
        if (node.isMissingNode()) {
            throw new ContractException(from.place() + ": the reference " + ref + " leads nowhere");
        }
        return new DocumentNode(this, document, pointer, node);
    }

    private static String decoded(String text, DocumentNode from) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ContractException(from.place() + ": the reference " + text + " has a % without two digits", e);
        }
    }

    private static Optional<String> anchor(JsonNode node, String name, String pointer) {
        if (node.isObject()
                && (node.path("$anchor").asString("").equals(name)
                        || node.path("$dynamicAnchor").asString("").equals(name))) {
            return Optional.of(pointer);
        }
        DocumentNode here = new DocumentNode(null, null, pointer, node);
        return (node.isArray() ? here.rawItems().stream() : here.keys().stream().map(here::raw))
                .map(child -> anchor(child.node(), name, child.pointer()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private YamlDocument file(DocumentNode from, String file) {
        try {
            Path path = paths.get(from.document().name()).resolveSibling(file).normalize();
            if (!files.containsKey(path)) {
                if (file.matches("[a-z+]+:.*") || directory == null || files.size() == MAX_FILES) {
                    throw new ContractException(from.place() + ": the reference to " + file + " leads to what isn't"
                            + " read: put it into a file beside the document, or bundle the document first");
                }
                keep(path, YamlDocument.read(directory.resolve(path)));
            }
            return files.get(path);
        } catch (IOException | InvalidPathException e) {
            throw new ContractException(from.place() + ": the file " + file + " cannot be read: is the path right?", e);
        }
    }
}
