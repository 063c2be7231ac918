package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.spec.Json;
import com.dropininc.instantstream.spec.Judge;
import com.dropininc.instantstream.spec.MalformedJson;
import com.dropininc.instantstream.spec.Operation;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The body of a request, as far as it could be read.
 *
 * @param json what it says; empty when there is none
 * @param mediaType its content type without parameters
 * @param refused why it cannot be taken
 */
record RequestBody(Optional<JsonNode> json, String mediaType, Optional<Refused> refused) {
    static RequestBody read(Operation operation, Call call) {
        if (operation.body().isEmpty() || call.body().length == 0) {
            return new RequestBody(Optional.empty(), "", Optional.empty());
        }
        String contentType = call.header("Content-Type").orElse("");
        String mediaType = Judge.mediaType(contentType);
        Set<String> taken =
                new TreeSet<>(operation.body().orElseThrow().schemas().keySet());
        if (!taken.contains(mediaType) || !MediaTypes.utf8(contentType)) {
            return no(mediaType, refusedType(operation, contentType, taken));
        }
        try {
            JsonNode json = mediaType.equals(MediaTypes.FORM) ? MediaTypes.form(call.body()) : Json.parse(call.body());
            return new RequestBody(Optional.of(json), mediaType, Optional.empty());
        } catch (MalformedJson e) {
            return no(mediaType, Refused.of("body-malformed", "body", "the body is malformed, " + e.getMessage()));
        }
    }

    private static RequestBody no(String mediaType, Refused refused) {
        return new RequestBody(Optional.empty(), mediaType, Optional.of(refused));
    }

    private static Refused refusedType(Operation operation, String contentType, Set<String> taken) {
        return Refused.of(
                "content-type",
                "header Content-Type",
                (contentType.isEmpty() ? "the body has no content type" : contentType + " is not taken") + "; "
                        + operation.id() + " takes " + String.join(" or ", taken) + " in UTF-8");
    }
}
