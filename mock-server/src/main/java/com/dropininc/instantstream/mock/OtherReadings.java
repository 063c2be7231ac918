package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.sandbox.Readings;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Violation;
import com.dropininc.instantstream.spec.api.model.RequestStreamBody;
import com.dropininc.instantstream.spec.api.model.StartStreamBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Takes a request, and gives an answer, as a server would that reads the owner's docs otherwise than the spec does. The
 * spec's own reading stays what the mock's answers are judged by.
 */
final class OtherReadings {
    private static final Set<String> PLACE =
            Set.of("/" + StartStreamBody.JSON_PROPERTY_LONGITUDE, "/" + StartStreamBody.JSON_PROPERTY_LATITUDE);
    private static final Set<String> IDENTITY =
            Set.of("/" + RequestStreamBody.JSON_PROPERTY_PHONE, "/" + RequestStreamBody.JSON_PROPERTY_EMAIL);
    private static final Map<String, Double> DEGREES = Map.of(
            StartStreamBody.JSON_PROPERTY_LONGITUDE, 180.0,
            StartStreamBody.JSON_PROPERTY_LATITUDE, 90.0);

    /** Operations that make something. */
    private static final Set<String> CREATING = Set.of("requestStream", "saveChat");

    private final Answers answers;

    OtherReadings(Answers answers) {
        this.answers = answers;
    }

    /** The violations that are none where a field may be left out or written otherwise. */
    static List<Violation> excused(List<Violation> violations, Readings readings) {
        return violations.stream()
                .filter(violation -> !(readings.is("location-required", "optional") && missing(violation, PLACE)))
                .filter(violation -> !(readings.is("identity-required", "optional") && missing(violation, IDENTITY)))
                .filter(violation -> !(readings.is("notify-form", "lenient")
                        && violation.in().equals("query")
                        && violation.pointer().equals(Handlers.NOTIFY)))
                .toList();
    }

    private static boolean missing(Violation violation, Set<String> pointers) {
        return violation.keyword().equals("required") && pointers.contains(violation.pointer());
    }

    /** What a stricter reading refuses although the schemas take it. */
    static List<Refused> objections(Operation operation, JsonNode body, Readings readings) {
        List<Refused> objections = new ArrayList<>();
        String roleName = StartStreamBody.JSON_PROPERTY_ROLE;
        JsonNode role = body.path(roleName);
        if (readings.is("role-form", "word") && role.isArray()) {
            objections.add(invalid("/" + roleName, "has to be one word (ambiguity role-form, read as word)"));
        }
        if (readings.is("role-form", "array") && role.isString()) {
            objections.add(invalid("/" + roleName, "has to be an array (ambiguity role-form, read as array)"));
        }
        if (readings.is("coordinate-form", "degrees") && operation.id().equals("startStream")) {
            DEGREES.forEach((name, most) -> {
                String said = body.path(name).asString("0");
                if (Math.abs(Double.parseDouble(said)) > most) {
                    objections.add(invalid(
                            "/" + name,
                            "has to be a degree of at most " + most + " (ambiguity coordinate-form, read as degrees)"));
                }
            });
        }
        return objections;
    }

    private static Refused invalid(String pointer, String what) {
        return new Refused("invalid", "body " + pointer, pointer + " " + what, Optional.empty());
    }

    /** Whether a call may come without a key. */
    static boolean needsNoKey(Operation operation, Readings readings) {
        return operation.id().equals("authorizeChannel") && readings.is("authchannel-key", "not-required");
    }

    /** The answer as another reading has it. */
    Reply reshaped(Reply reply, Optional<Operation> operation, Readings readings) {
        boolean success = reply.status() / 100 == 2;
        if (success && readings.is("success-status", "created")) {
            return operation.filter(made -> CREATING.contains(made.id())).isPresent() ? reply.withStatus(201) : reply;
        }
        if (!success && readings.is("error-form", "object") && reply.json().isPresent()) {
            JsonNode errors = answers.tree(reply.json().get());
            return errors.isArray() && !errors.isEmpty()
                    ? reply.withJson(errors.get(0).toString())
                    : reply;
        }
        return reply;
    }
}
