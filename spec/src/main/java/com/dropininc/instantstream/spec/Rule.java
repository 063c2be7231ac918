package com.dropininc.instantstream.spec;

import java.util.List;
import java.util.Optional;

/**
 * A sentence that a server is held to (`x-rules`).
 *
 * @param id stable kebab-case id
 * @param statement the sentence
 * @param provenance what a violation means
 * @param excluded why no check covers it, where none does
 * @param callAlone whether a call alone shows it broken, so that once is enough ({@code evidence: call})
 * @param premise one of these has to be seen of a server before the rule says anything about it: points of coverage
 */
public record Rule(
        String id,
        String statement,
        Provenance provenance,
        Optional<String> excluded,
        boolean callAlone,
        List<String> premise) {
    public Rule {
        premise = List.copyOf(premise);
    }
}
