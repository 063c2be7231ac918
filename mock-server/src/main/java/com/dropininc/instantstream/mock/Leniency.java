package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.spec.Ambiguity;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Router;
import com.dropininc.instantstream.spec.api.model.StartStreamBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds out what of a request works here only because the docs are read patiently, and a real environment may refuse.
 * Safe to share between threads.
 */
final class Leniency {
    /** The widest a coordinate can be. */
    private static final Map<String, Double> DEGREES = Map.of(
            StartStreamBody.JSON_PROPERTY_LONGITUDE, 180.0,
            StartStreamBody.JSON_PROPERTY_LATITUDE, 90.0);

    private final Contract contract;

    /**
     * @param contract the spec as it is when nothing is read otherwise
     */
    Leniency(Contract contract) {
        this.contract = contract;
    }

    /** One sentence for each ambiguity whose other reading would refuse this request. */
    List<String> warnings(Trail trail, Operation operation, Validated sent) {
        List<String> warnings = new ArrayList<>();
        JsonNode body = sent.body();
        if (operation
                .field(body, StartStreamBody.JSON_PROPERTY_ROLE)
                .filter(JsonNode::isArray)
                .isPresent()) {
            warnings.add(warning("role was sent as an array; a real environment may want one word", "role-form"));
        }
        DEGREES.forEach((name, most) -> {
            if (operation
                    .field(body, name)
                    .filter(degrees -> beyond(degrees, most))
                    .isPresent()) {
                warnings.add(warning(
                        name + " is no degree; a real environment may want one of at most " + most.intValue(),
                        "coordinate-form"));
            }
        });
        if (sent.mediaType().equals(MediaTypes.FORM)) {
            warnings.add(warning(
                    "the body was sent as a form; a real environment may want JSON as its docs write it",
                    "authchannel-body"));
        }
        if (!trail.sandbox().contract().digest().equals(contract.digest())) {
            warnings.addAll(otherwise(trail, operation, sent));
        }
        return warnings;
    }

    private static boolean beyond(JsonNode coordinate, double most) {
        return coordinate.isString() && Math.abs(Double.parseDouble(coordinate.asString())) > most;
    }

    private static String warning(String what, String ambiguity) {
        return what + " (ambiguity " + ambiguity + ")";
    }

    /** In a sandbox that reads otherwise: would the spec's own reading refuse what this one takes? */
    private List<String> otherwise(Trail trail, Operation operation, Validated sent) {
        List<String> warnings = new ArrayList<>();
        Sandbox sandbox = trail.sandbox();
        for (Ambiguity ambiguity : contract.ambiguities().values()) {
            String reading = sandbox.contract().ambiguity(ambiguity.id()).chosen();
            if (!reading.equals(ambiguity.chosen())) {
                Optional<String> refusal = refusal(sandbox.contractReading(ambiguity), trail, operation, sent);
                refusal.ifPresent(why -> warnings.add(warning(
                        why + "; this sandbox reads " + ambiguity.id() + " as " + reading
                                + ", a real environment may read it as " + ambiguity.chosen(),
                        ambiguity.id())));
            }
        }
        return warnings;
    }

    private static Optional<String> refusal(Contract other, Trail trail, Operation operation, Validated sent) {
        Call call = trail.call();
        boolean same = other.router().match(call.method(), call.path()) instanceof Router.Found found
                && found.operation().id().equals(operation.id());
        if (!same) {
            return Optional.of("the path leads elsewhere");
        }
        Operation theirs = other.operation(operation.id());
        if (theirs.needsKey() && trail.key().isEmpty()) {
            return Optional.of("no key was sent");
        }
        if (!trail.state().isEmpty()
                && !other.lifecycle().allowed(trail.state()).contains(operation.id())) {
            return Optional.of(operation.id() + " was called while " + trail.state());
        }
        return other
                .judge()
                .request(
                        theirs,
                        call.query(),
                        sent.mediaType().isEmpty() ? Optional.empty() : Optional.of(sent.body()),
                        sent.mediaType())
                .stream()
                .findFirst()
                .map(violation -> violation.in() + " " + violation.pointer() + " "
                        + violation.message().replace('"', '\''));
    }
}
