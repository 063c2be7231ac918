package com.dropininc.instantstream.mock;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Writes the spec's objects as JSON texts and as trees, and reads JSON. Safe to share between threads. */
final class Answers {
    /** One for all, since each would find out anew how every class is written. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion ->
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, inclusion.getContentInclusion()))
            .build();

    String json(Object model) {
        return MAPPER.writeValueAsString(model);
    }

    /** What the text of an object says; quicker than to read the text. */
    JsonNode tree(Object model) {
        return MAPPER.valueToTree(model);
    }

    JsonNode read(String json) {
        return MAPPER.readTree(json);
    }

    /** No JSON at all. */
    JsonNode nothing() {
        return MAPPER.missingNode();
    }
}
