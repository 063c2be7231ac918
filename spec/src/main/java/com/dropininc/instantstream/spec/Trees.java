package com.dropininc.instantstream.spec;

import com.networknt.schema.InputFormat;
import com.networknt.schema.serialization.NodeReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives the validator documents as the trees that they are already: it asks for their text, gets their name, and has
 * that read here. Safe to share between threads.
 */
final class Trees implements NodeReader {
    private final String base;
    private final Map<String, JsonNode> documents;

    /**
     * @param base what stands before a document's name in its IRI
     */
    Trees(String base, Map<String, JsonNode> documents) {
        this.base = base;
        this.documents = documents;
    }

    /** What to read a document from; null where there is none. */
    String text(String iri) {
        return iri.startsWith(base) && documents.containsKey(iri.substring(base.length())) ? iri : null;
    }

    @Override
    public JsonNode readTree(InputStream text, InputFormat format) {
        try {
            String iri = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            return Keywords.assertions(documents.get(iri.substring(base.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A schema that is in no document. */
    @Override
    public JsonNode readTree(String text, InputFormat format) {
        return JsonMapper.shared().readTree(text);
    }
}
