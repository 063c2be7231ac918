package com.dropininc.instantstream.spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The contract of the API: the one reader of {@code openapi.yaml} and the only source of its facts in Java.
 * Immutable and safe to share between threads.
 */
public final class Contract {
    private final String name;
    private final JsonNode root;
    private final String version;
    private final String digest;
    private final Map<String, Operation> operations;
    private final Lifecycle lifecycle;
    private final Map<String, Rule> rules;
    private final Map<String, Refusal> refusals;
    private final Map<String, Ambiguity> ambiguities;
    private final List<Server> servers;
    private final List<ChannelForm> channels;
    private final Map<String, ChannelForm> channelsById = new LinkedHashMap<>();
    private final Set<String> keyKinds;
    private final String keyHeader;
    private final Limits limits;
    private final Map<String, RealtimeEvent> events;
    private final Router router;
    private final Schemas schemas;
    private final Judge judge;
    private final Examples examples;

    private Contract(Copies.Content content, String name) {
        this.name = name;
        root = content.document();
        digest = content.digest();
        version = Yaml.text(Yaml.child(root, "info", ""), "version", "info");
        operations = Operation.readAll(root);
        lifecycle = Lifecycle.read(root);
        rules = ContractParts.rules(root);
        refusals = ContractParts.refusals(root, rules);
        ambiguities = ContractParts.ambiguities(root);
        servers = ContractParts.servers(root);
        channels = ContractParts.channels(root);
        channels.forEach(form -> channelsById.put(form.id(), form));
        keyKinds = Set.copyOf(Yaml.texts(Yaml.child(root, "x-key-kinds", ""), "kinds"));
        keyHeader = ContractParts.keyHeader(root);
        limits = ContractParts.limits(root);
        router = new Router(operations.values(), otherPathsWin(ambiguities));
        schemas = new Schemas(root);
        JsonNode realtime = Documents.read(Judge.REALTIME).document();
        events = RealtimeEvent.readAll(realtime);
        judge = new Judge(Map.of(Judge.HTTP, root, Judge.REALTIME, realtime));
        examples = new Examples(root);
        CrossReferences.check(this, root);
    }

    /** The contract that ships with this module: read, and its validators made, once for all that ask. */
    public static Contract load() {
        return BuiltIn.READ.get();
    }

    /** Read when somebody first asks. */
    private static final class BuiltIn {
        private static final Supplier<Contract> READ = read();

        private static Supplier<Contract> read() {
            try {
                Contract contract = made(Documents.read(Judge.HTTP), () -> Documents.text(Judge.HTTP), Judge.HTTP);
                return () -> contract;
            } catch (ContractException e) {
                return () -> {
                    throw e;
                };
            }
        }
    }

    /**
     * Loads a contract from a file.
     *
     * @throws ContractException if the file cannot be read or is no usable contract
     */
    public static Contract load(Path file) {
        try {
            return parse(YamlLimits.text(file), file.toString());
        } catch (IOException e) {
            throw new ContractException("the spec " + file + " cannot be read: is the path right?", e);
        }
    }

    /** Parses a contract; {@code name} is what error messages call it. */
    public static Contract parse(String text, String name) {
        return made(Documents.parse(text, name), () -> text, name);
    }

    private static Contract made(Copies.Content content, Supplier<String> text, String name) {
        try {
            return new Contract(content, name);
        } catch (ContractException e) {
            String message = e.getMessage();
            throw new ContractException(
                    message.startsWith(name)
                            ? message
                            : Lines.of(text.get(), name).located(message),
                    e);
        }
    }

    /**
     * This contract as an overlay changes it.
     *
     * @throws ContractException if the overlay does not fit this contract, or what it makes of it is no usable one
     */
    public Contract with(Overlay overlay) {
        return changed(overlay.actions(), overlay.name(), Documents.digest(digest + overlay.text()));
    }

    /** This contract as the overlays in these files change it, one after the other. */
    public Contract with(List<Path> overlays) {
        Contract changed = this;
        for (Path file : overlays) {
            changed = changed.with(Overlay.load(file));
        }
        return changed;
    }

    /**
     * This contract, read otherwise where the docs leave it open.
     *
     * @param readings the reading wanted by ambiguity; each has to be {@link Ambiguity#possible}
     */
    public Contract reading(Map<String, String> readings) {
        List<Overlay.Action> actions = new ArrayList<>();
        readings.forEach((id, reading) -> {
            Ambiguity ambiguity = ambiguity(id);
            if (!ambiguity.possible().contains(reading)) {
                throw new ContractException("x-ambiguities/" + id + " cannot be read as '" + reading + "'; "
                        + Nearest.hint(reading, ambiguity.possible()));
            }
            actions.addAll(ambiguity.changes().getOrDefault(reading, List.of()));
            actions.add(Overlay.Action.choosing(id, reading));
        });
        return actions.isEmpty() ? this : changed(actions, name, Documents.digest(digest + new TreeMap<>(readings)));
    }

    private Contract changed(List<Overlay.Action> actions, String by, String newDigest) {
        JsonNode copy = root.deepCopy();
        actions.forEach(action -> action.apply(copy));
        try {
            DeclaredRefusals.follow(root, copy);
            return new Contract(new Copies.Content(copy, newDigest), name);
        } catch (ContractException | JacksonException e) {
            throw new ContractException(by + ": what it makes of the spec cannot be used: " + e.getMessage(), e);
        }
    }

    private static boolean otherPathsWin(Map<String, Ambiguity> ambiguities) {
        return Optional.ofNullable(ambiguities.get("get-pending"))
                .filter(ambiguity -> ambiguity.chosen().equals("list"))
                .isPresent();
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
        return named(channelsById, id, "channel");
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
}
