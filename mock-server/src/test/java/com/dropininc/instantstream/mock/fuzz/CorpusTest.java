package com.dropininc.instantstream.mock.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sample of what {@link FuzzRun} does at length. */
class CorpusTest {
    private static final int SAMPLE = Integer.getInteger("fuzz.sample", 1_000);

    @ParameterizedTest
    @EnumSource
    void no_input_of_the_corpus_and_none_like_it_does_harm(Parsers parser) {
        List<byte[]> corpus = Corpus.inputs(parser);
        assertFalse(corpus.isEmpty());
        corpus.forEach(input -> harmless(parser, input));
        Mutations mutations = new Mutations(42);
        Random chance = new Random(42);
        for (int i = 0; i < SAMPLE; i++) {
            byte[] one = corpus.get(chance.nextInt(corpus.size()));
            harmless(parser, mutations.of(one, corpus.get(chance.nextInt(corpus.size()))));
        }
    }

    private static void harmless(Parsers parser, byte[] input) {
        try {
            parser.parse(input);
        } catch (RuntimeException | Error harm) {
            throw new AssertionError(
                    parser + " is harmed by " + new String(input, StandardCharsets.ISO_8859_1) + "\n"
                            + HexFormat.of().formatHex(input),
                    harm);
        }
    }
}
