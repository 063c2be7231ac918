package com.dropininc.instantstream.spec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The contract of the API: the one reader of {@code openapi.yaml} and the only source of its facts in Java.
 * Immutable and safe to share between threads.
 */
public final class Contract {
    private final String version;
    private final String digest;
    private final Map<String, Operation> operations;
    private final Lifecycle lifecycle;
    private final Map<String, Rule> rules;
    private final Map<String, Refusal> refusals;
    private final Map<String, Ambiguity> ambiguities;
    private final List<Server> servers;
    private final List<ChannelForm> channels;
    private final Set<String> keyKinds;
    private final String keyHeader;
    private final Limits limits;
    private final Map<String, RealtimeEvent> events;
    private final Router router;
    private final Schemas schemas;
    private final Judge judge;
    private final Examples examples;

    private Contract(String text, String name) {
        JsonNode root = Yaml.parse(text, name);
        version = Yaml.text(Yaml.child(root, "info", ""), "version", "info");
        digest = sha256(text);
        operations = Operation.readAll(root);
        lifecycle = Lifecycle.read(root);
        rules = ContractParts.rules(root);
        refusals = ContractParts.refusals(root, rules);
        ambiguities = ContractParts.ambiguities(root);
        servers = ContractParts.servers(root);
        channels = ContractParts.channels(root);
        keyKinds = Set.copyOf(Yaml.texts(Yaml.child(root, "x-key-kinds", ""), "kinds"));
        keyHeader = ContractParts.keyHeader(root);
        limits = ContractParts.limits(root);
        router = new Router(operations.values());
        schemas = new Schemas(root);
        JsonNode realtime = Yaml.parse(resource(Judge.REALTIME), Judge.REALTIME);
        events = RealtimeEvent.readAll(realtime);
        judge = new Judge(Map.of(Judge.HTTP, root, Judge.REALTIME, realtime));
        examples = new Examples(root);
        CrossReferences.check(this, root);
    }

    /** Loads the contract that ships with this module. */
    public static Contract load() {
        return parse(resource(Judge.HTTP), Judge.HTTP);
    }

    private static String resource(String name) {
        try (InputStream in = Contract.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new ContractException(name + " is not on the class path: rebuild the spec module");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ContractException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Loads a contract from a file.
     *
     * @throws ContractException if the file cannot be read or is no usable contract
     */
    public static Contract load(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new ContractException("the spec " + file + " cannot be read: is the path right?", e);
        }
    }

    /** Parses a contract; {@code name} is what error messages call it. */
    public static Contract parse(String text, String name) {
        try {
            return new Contract(text, name);
        } catch (ContractException e) {
            throw new ContractException(
                    e.getMessage().startsWith(name) ? e.getMessage() : name + ": " + e.getMessage(), e);
        }
    }

    /** {@code info.version} of the document. */
    public String version() {
        return version;
    }

    /** SHA-256 of the document in hexadecimal digits; binds a verdict to what it was judged by. */
    public String digest() {
        return digest;
    }

    /** All operations by id, in the order of the document. */
    public Map<String, Operation> operations() {
        return operations;
    }

    /**
     * The operation of that id.
     *
     * @throws ContractException if there is none
     */
    public Operation operation(String id) {
        return named(operations, id, "operation");
    }

    public Lifecycle lifecycle() {
        return lifecycle;
    }

    /** All rules by id. */
    public Map<String, Rule> rules() {
        return rules;
    }

    /** The rule of that id. */
    public Rule rule(String id) {
        return named(rules, id, "rule");
    }

    /** The refusal of that id. */
    public Refusal refusal(String id) {
        return named(refusals, id, "refusal");
    }

    public Map<String, Refusal> refusals() {
        return refusals;
    }

    public Map<String, Ambiguity> ambiguities() {
        return ambiguities;
    }

    /** The ambiguity of that id. */
    public Ambiguity ambiguity(String id) {
        return named(ambiguities, id, "ambiguity");
    }

    public List<Server> servers() {
        return servers;
    }

    public List<ChannelForm> channels() {
        return channels;
    }

    /** The channel form of that id. */
    public ChannelForm channel(String id) {
        Map<String, ChannelForm> byId = new LinkedHashMap<>();
        channels.forEach(form -> byId.put(form.id(), form));
        return named(byId, id, "channel");
    }

    /** All realtime events by name. */
    public Map<String, RealtimeEvent> events() {
        return events;
    }

    /** The realtime event of that name. */
    public RealtimeEvent event(String name) {
        return named(events, name, "event");
    }

    /** The kinds of API key. */
    public Set<String> keyKinds() {
        return keyKinds;
    }

    /** Name of the header that carries the API key. */
    public String keyHeader() {
        return keyHeader;
    }

    public Limits limits() {
        return limits;
    }

    /** Finds the operation of a method and path. */
    public Router router() {
        return router;
    }

    /** The schemas as data. */
    public Schemas schemas() {
        return schemas;
    }

    /** Judges requests and answers. */
    public Judge judge() {
        return judge;
    }

    /** The examples that it gives of requests and answers. */
    public Examples examples() {
        return examples;
    }

    static <T> T named(Map<String, T> things, String id, String kind) {
        T thing = things.get(id);
        if (thing == null) {
            throw new ContractException(
                    "the spec has no " + kind + " '" + id + "'; " + Nearest.hint(id, things.keySet()));
        }
        return thing;
    }

    static <T> Map<String, T> unmodifiable(Map<String, T> map) {
        return Collections.unmodifiableMap(map);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
