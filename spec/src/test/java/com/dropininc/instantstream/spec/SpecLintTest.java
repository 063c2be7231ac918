package com.dropininc.instantstream.spec;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The documents, read by tools that are not ours. */
class SpecLintTest {
    private static final Path SPEC = Path.of("").toAbsolutePath();

    @Test
    void the_linters_find_nothing_in_the_documents() throws Exception {
        Tool.npm(SPEC, "run", "lint").mustBeClean();
    }

    @Test
    void each_own_rule_finds_what_breaks_it() throws Exception {
        Tool.npm(SPEC, "test").mustBeClean();
    }
}
