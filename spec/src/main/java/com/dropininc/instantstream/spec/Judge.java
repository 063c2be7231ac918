package com.dropininc.instantstream.spec;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Judges requests and answers by the schemas of the spec: the same judge for the mock's own answers and for those of a
 * real environment. Safe to share between threads.
 */
public final class Judge {
    private static final String BASE = "https://instantstream.invalid/";

    static final String HTTP = "openapi.yaml";
    static final String REALTIME = "asyncapi.yaml";

    private final Map<String, JsonNode> documents;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<String, String> forms = new ConcurrentHashMap<>();
    private SchemaRegistry registry;

    /**
     * @param documents what schemas may be taken from, by file name; references between them are relative
     */
    Judge(Map<String, JsonNode> documents) {
        this.documents = documents;
    }

    /** Made when something is judged: of many contracts only what they say is asked. */
    private synchronized SchemaRegistry registry() {
        if (registry == null) {
            Trees trees = new Trees(BASE, documents);
            registry = SchemaRegistry.withDialect(
                    Dialects.getOpenApi31(),
                    builder -> builder.schemas(trees::text).nodeReader(trees));
        }
        return registry;
    }

    /**
     * Judges the parameters and the parsed body of a request.
     *
     * @param query all values of each query parameter
     * @param body the body; empty when none was sent
     * @param contentType type of the body without its parameters; which schema it is judged by
     * @return every violation, in the order of the document; empty when the request is valid
     */
    public List<Violation> request(
            Operation operation, Map<String, List<String>> query, Optional<JsonNode> body, String contentType) {
        List<Violation> violations = new ArrayList<>();
        for (Operation.Parameter parameter : operation.parameters()) {
            if (parameter.location().equals("query")) {
                violations.addAll(queryParameter(parameter, query.getOrDefault(parameter.name(), List.of())));
            }
        }
        operation.body().ifPresent(declared -> {
            if (body.isPresent() || declared.required()) {
                JsonNode value = body.orElseGet(JsonNodeFactory.instance::objectNode);
                String pointer = declared.schemas()
                        .getOrDefault(
                                contentType,
                                declared.schemas().values().iterator().next());
                violations.addAll(validate(pointer, value, "body"));
            }
        });
        return violations;
    }

    private List<Violation> queryParameter(Operation.Parameter parameter, List<String> values) {
        if (values.isEmpty()) {
            return parameter.required()
                    ? List.of(
                            new Violation("query", parameter.name(), "required", "is missing", parameter.provenance()))
                    : List.of();
        }
        return validate(parameter.pointer(), typed(parameter, values), "query").stream()
                .map(violation -> new Violation(
                        "query", parameter.name(), violation.keyword(), violation.message(), violation.provenance()))
                .toList();
    }

    private static JsonNode typed(Operation.Parameter parameter, List<String> values) {
        if (values.size() > 1) {
            ArrayNode several = JsonNodeFactory.instance.arrayNode();
            values.forEach(several::add);
            return several;
        }
        String value = values.get(0);
        if (parameter.type().equals("boolean") && (value.equals("true") || value.equals("false"))) {
            return BooleanNode.valueOf(value.equals("true"));
        }
        return StringNode.valueOf(value);
    }

    /**
     * Judges an answer of an operation by the status it came with.
     *
     * @param contentType the header's value; empty when the answer has none
     * @param body the parsed body; empty when it is no JSON
     */
    public List<Violation> answer(
            Operation operation, int status, Optional<String> contentType, Optional<JsonNode> body) {
        Operation.Answer answer = operation.answers().get(status);
        if (answer == null) {
            return List.of(new Violation(
                    "status",
                    String.valueOf(status),
                    "status",
                    operation.id() + " declares no answer " + status + ", only "
                            + operation.answers().keySet(),
                    operation.success().provenance()));
        }
        String type = mediaType(contentType.orElse(""));
        String pointer = answer.schemas().get(type);
        if (pointer == null) {
            return List.of(new Violation(
                    "header",
                    "Content-Type",
                    "content-type",
                    type.isEmpty()
                            ? "is missing, expected " + answer.schemas().keySet()
                            : type + " is not " + answer.schemas().keySet(),
                    answer.provenance()));
        }
        if (body.isEmpty()) {
            return List.of(new Violation("body", "", Violation.NO_JSON, "is no JSON", answer.provenance()));
        }
        return validate(pointer, body.get(), "body");
    }

    /**
     * What an answer is held against: answers of one form are good or bad by what they say alone, whatever operation
     * they come from.
     *
     * @return JSON pointer of a schema; empty when no such answer is declared
     */
    public Optional<String> form(Operation operation, int status, String mediaType) {
        return Optional.ofNullable(operation.answers().get(status))
                .map(answer -> answer.schemas().get(mediaType))
                .map(this::form);
    }

    /** A reference with other keywords beside it is a form of its own. */
    private String form(String pointer) {
        return forms.computeIfAbsent(pointer, at -> {
            JsonNode root = documents.get(HTTP);
            return root.at(at).size() == 1 ? Pointers.resolve(at, root) : at;
        });
    }

    /** Judges a value by a schema of the spec's components, such as {@code Errors}. */
    public List<Violation> component(String schema, JsonNode value) {
        return validate("/components/schemas/" + schema, value, "body");
    }

    /**
     * Judges a value by one keyword of a schema alone, such as {@code maxLength}.
     *
     * @param pointer JSON pointer of a schema in the spec that is no reference
     */
    public boolean keeps(String pointer, String keyword, JsonNode value) {
        return schemas.computeIfAbsent(HTTP + pointer + " " + keyword, place -> {
                    ObjectNode alone = JsonNodeFactory.instance.objectNode();
                    alone.set(keyword, documents.get(HTTP).at(pointer).path(keyword));
                    return registry().getSchema(alone.toString(), InputFormat.JSON);
                })
                .validate(value)
                .isEmpty();
    }

    /** The media type of a Content-Type header in small letters, without its parameters. */
    public static String mediaType(String contentType) {
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** Judges the payload of a realtime event. */
    public List<Violation> event(RealtimeEvent event, JsonNode payload) {
        return validate(REALTIME + event.payload(), payload, "event");
    }

    private List<Violation> validate(String pointer, JsonNode value, String in) {
        List<Error> errors = schema(pointer).validate(value);
        if (errors.isEmpty()) {
            return List.of();
        }
        // One offending value is one violation: oneOf reports itself and the errors of each of its branches.
        Set<String> collapsed = new LinkedHashSet<>();
        for (Error error : errors) {
            if (error.getKeyword().equals("oneOf")) {
                collapsed.add(error.getInstanceLocation().toString());
            }
        }
        List<Violation> violations = new ArrayList<>();
        for (Error error : errors) {
            boolean branch =
                    !error.getKeyword().equals("oneOf") && collapsed.stream().anyMatch(at -> inside(error, at));
            if (!branch) {
                violations.add(violation(error, in));
            }
        }
        return List.copyOf(new LinkedHashSet<>(violations));
    }

    private static boolean inside(Error error, String location) {
        String at = error.getInstanceLocation().toString();
        return (at.equals(location) || at.startsWith(location + "/"))
                && error.getEvaluationPath().toString().contains("/oneOf/");
    }

    private Violation violation(Error error, String in) {
        String at = error.getInstanceLocation().toString();
        String property = error.getProperty();
        boolean required = error.getKeyword().equals("required") && property != null;
        return new Violation(
                in,
                required ? at + "/" + Pointers.escape(property) : at,
                error.getKeyword(),
                required ? "is missing" : Wording.of(error.getKeyword(), error.getMessage(), error.getSchemaNode()),
                provenance(error, property));
    }

    /** From the keyword outwards: of the keyword itself, the property, the schema, what holds it. */
    private Provenance provenance(Error error, String property) {
        String keywordAt = error.getSchemaLocation().getFragment().toString();
        String schemaAt = keywordAt.endsWith("/" + error.getKeyword()) ? Pointers.parent(keywordAt) : keywordAt;
        String iri = error.getSchemaLocation().getAbsoluteIri().toString();
        JsonNode root = documents.get(iri.substring(BASE.length()));
        JsonNode schema = root.at(schemaAt);
        JsonNode own = schema.path("x-keyword-provenance").get(error.getKeyword());
        if (own != null) {
            return Provenance.read(own, keywordAt);
        }
        if (property != null && error.getKeyword().equals("required")) {
            JsonNode missing = schema.path("properties").path(property).get("x-provenance");
            if (missing != null) {
                return Provenance.read(missing, schemaAt);
            }
        }
        for (String pointer = schemaAt; !pointer.isEmpty(); pointer = Pointers.parent(pointer)) {
            JsonNode found = root.at(pointer).get("x-provenance");
            if (found != null) {
                return Provenance.read(found, pointer);
            }
        }
        throw new ContractException(schemaAt + " has no provenance; add x-provenance");
    }

    /** Operations that say the same share the schema that says it. */
    private Schema schema(String pointer) {
        Schema known = schemas.get(pointer);
        if (known != null) {
            return known;
        }
        String form = pointer.startsWith("/") ? form(pointer) : pointer;
        Schema schema = form.equals(pointer) ? load(pointer) : schema(form);
        schemas.put(pointer, schema);
        return schema;
    }

    private Schema load(String pointer) {
        SchemaLocation location = location(pointer.startsWith("/") ? HTTP + pointer : pointer);
        // Asked for a schema in a document, the registry would read the document anew each time.
        return registry()
                .loadSchema(new SchemaLocation(location.getAbsoluteIri()), false)
                .getRefSchema(location.getFragment());
    }

    /** networknt takes a pointer's segments unescaped, one by one. */
    private static SchemaLocation location(String place) {
        int slash = place.indexOf('/');
        SchemaLocation location = SchemaLocation.of(BASE + place.substring(0, slash) + "#");
        for (String segment : place.substring(slash + 1).split("/")) {
            boolean index = segment.chars().allMatch(Character::isDigit);
            location = index ? location.append(Integer.parseInt(segment)) : location.append(Pointers.unescape(segment));
        }
        return location;
    }
}
