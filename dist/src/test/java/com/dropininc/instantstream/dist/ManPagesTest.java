package com.dropininc.instantstream.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dropininc.instantstream.spec.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The man pages, read by groff. Runs with {@code -Pdist}, since few machines have groff. */
class ManPagesTest {
    private static final Path KIT = Path.of("target/instantstream").toAbsolutePath();

    @Test
    void man_pages_are_read_without_a_warning() throws Exception {
        Path man = Tool.need("groff", "install groff (Debian: apt-get install groff-base)");
        try (Stream<Path> pages = Files.list(KIT.resolve("share/man/man1"))) {
            for (Path page : pages.toList()) {
                Tool.Outcome outcome = Tool.run(KIT, man, "-man", "-Tutf8", "-ww", "-z", page.toString());
                outcome.mustBeClean();
                assertEquals(1, outcome.output().lines().count(), outcome.output());
            }
        }
    }
}
