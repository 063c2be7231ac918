package com.dropininc.instantstream.spec;

import java.util.Map;

/**
 * A question that the owner's docs leave open (`x-ambiguities`).
 *
 * @param readings the possible answers, by id
 * @param chosen id of the reading that this kit takes
 * @param source the heading in the owner's docs
 * @param probe whether a server shows from outside which reading it takes
 */
public record Ambiguity(
        String id,
        String question,
        Map<String, String> readings,
        String chosen,
        String reason,
        String source,
        boolean probe) {}
