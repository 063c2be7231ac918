package com.dropininc.instantstream.spec;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The documents, read by tools that are not ours. */
class SpecLintTest {
    private static final Path SPEC = Path.of("").toAbsolutePath();

    @Test
    void theLintersFindNothingInTheDocuments() throws Exception {
        Tool.npm(SPEC, "run", "lint").mustBeClean();
    }

    @Test
    void eachOwnRuleFindsWhatBreaksIt() throws Exception {
        Tool.npm(SPEC, "test").mustBeClean();
    }
}
