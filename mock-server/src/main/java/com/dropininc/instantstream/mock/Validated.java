package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Violation;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a request says, after everything was looked at that needs no state.
 *
 * @param body the valid body; an empty object when none was sent or when it is refused
 * @param mediaType its content type without parameters; empty when none was sent
 * @param refused all that is wrong; empty when nothing is
 */
record Validated(JsonNode body, String mediaType, List<Refused> refused) {
    /** Looks at size, content type, form and schema, in this order. */
    static Validated of(Contract contract, Call call, Operation operation) {
        if (call.oversized() && operation.body().isPresent()) {
            return no(List.of(Refused.of(
                    "body-too-large",
                    "body",
                    "the body has more than " + contract.limits().bodyBytes() + " bytes")));
        }
        RequestBody body = RequestBody.read(operation, call);
        if (body.refused().isPresent()) {
            return no(List.of(body.refused().get()));
        }
        List<Violation> violations = contract.judge().request(operation, call.query(), body.json(), body.mediaType());
        if (!violations.isEmpty()) {
            return no(violations.stream().map(Validated::refused).toList());
        }
        return new Validated(body.json().orElseGet(JsonNodeFactory.instance::objectNode), body.mediaType(), List.of());
    }

    private static Validated no(List<Refused> refused) {
        return new Validated(JsonNodeFactory.instance.objectNode(), "", refused);
    }

    private static Refused refused(Violation violation) {
        return new Refused(
                "invalid",
                violation.in() + " " + violation.pointer(),
                (violation.pointer().isEmpty() ? "the " + violation.in() : violation.pointer()) + " "
                        + violation.message(),
                Optional.of(violation.provenance()));
    }
}
