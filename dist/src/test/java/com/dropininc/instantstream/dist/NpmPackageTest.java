package com.dropininc.instantstream.dist;

import com.dropininc.instantstream.spec.Tool;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The JavaScript of the npm package, before it is packed. */
@Timeout(60)
class NpmPackageTest {
    @Test
    void it_finds_a_java_that_is_new_enough_or_says_what_is_missing() throws Exception {
        Path node = Tool.need("node", "install Node.js 18.17 or later");
        Tool.run(Path.of("../npm").toAbsolutePath().normalize(), node, "--test").mustBeClean();
    }
}
