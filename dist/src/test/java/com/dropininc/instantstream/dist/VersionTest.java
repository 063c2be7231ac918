package com.dropininc.instantstream.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.report.Run;
import com.dropininc.instantstream.spec.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** One number for all that is released together. */
class VersionTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static String first(String regex, String file) throws Exception {
        Matcher found = Pattern.compile(regex).matcher(Files.readString(ROOT.resolve(file)));
        assertTrue(found.find(), () -> file + " has no " + regex);
        return found.group(1);
    }

    @Test
    void poms_programs_and_the_npm_package_have_one_version() throws Exception {
        String version = first("<version>([0-9.]+)(?:-SNAPSHOT)?</version>", "pom.xml");
        assertEquals(version, first("\"version\": \"([^\"]+)\"", "npm/package.json"));
        assertEquals(version, Run.SUITE_VERSION);
        List<CommandLine> programs = List.of(Kit.commandLine(), com.dropininc.instantstream.mock.Main.commandLine());
        for (CommandLine program : programs) {
            String told = program.getCommandSpec().version()[0];
            assertTrue(told.endsWith(" " + version), told);
        }
    }

    @Test
    void the_contracts_own_version_is_the_same_in_both_documents() throws Exception {
        String regex = "(?m)^  version: (\\S+)$";
        assertEquals(first(regex, "spec/openapi.yaml"), first(regex, "spec/asyncapi.yaml"));
    }

    @Test
    void the_notes_of_a_release_are_cut_from_the_changelog() throws Exception {
        Tool.Outcome notes = Tool.run(ROOT, ROOT.resolve(".ci/release-notes"), "Unreleased");
        notes.mustBeClean();
        assertTrue(notes.output().contains("### Added"), notes.output());
        assertFalse(notes.output().contains("Keep a Changelog"), notes.output());
        assertEquals(
                1, Tool.run(ROOT, ROOT.resolve(".ci/release-notes"), "9.9.9").exitCode());
    }
}
