package com.dropininc.instantstream.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneJarTest {
    @TempDir
    Path directory;

    @Test
    void everything_is_there_once_and_is_what_the_class_path_would_have_found() throws IOException {
        Files.createDirectory(directory.resolve("lib"));
        jar("lib/b.jar", "", Map.of("shared.txt", "of b", "b.txt", "b", "META-INF/services/S", "b.Service"));
        jar(
                "lib/a.jar",
                "",
                Map.of(
                        "shared.txt",
                        "of a",
                        "META-INF/services/S",
                        "a.Service",
                        "META-INF/versions/21/shared.txt",
                        "of a, for later",
                        "META-INF/A.SF",
                        "a signature",
                        "module-info.class",
                        "a module"));
        jar("mock.jar", "lib/a.jar lib/b.jar", Map.of("mock.txt", "mock"));
        OneJar.main(new String[] {
            directory.resolve("mock.jar").toString(),
            directory.resolve("one.jar").toString()
        });
        try (JarFile one = new JarFile(directory.resolve("one.jar").toFile())) {
            assertEquals("mock", text(one, "mock.txt"));
            assertEquals("of a", text(one, "shared.txt"));
            assertEquals("b", text(one, "b.txt"));
            assertEquals("a.Service\nb.Service\n", text(one, "META-INF/services/S"));
            assertEquals("of a, for later", text(one, "META-INF/versions/21/shared.txt"));
            assertEquals("true", one.getManifest().getMainAttributes().getValue(Attributes.Name.MULTI_RELEASE));
            assertNull(one.getEntry("META-INF/A.SF"));
            assertNull(one.getEntry("module-info.class"));
        }
    }

    private void jar(String name, String classPath, Map<String, String> content) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        try (OutputStream file = Files.newOutputStream(directory.resolve(name));
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            for (Map.Entry<String, String> entry : content.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
