package com.dropininc.instantstream.mock;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Writes the spec's objects as JSON, and reads JSON as trees. Safe to share between threads. */
final class Answers {
    private final ObjectMapper mapper = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion ->
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, inclusion.getContentInclusion()))
            .build();

    String json(Object model) {
        return mapper.writeValueAsString(model);
    }

    JsonNode tree(String json) {
        return mapper.readTree(json);
    }

    /** No JSON at all. */
    JsonNode nothing() {
        return mapper.missingNode();
    }
}
