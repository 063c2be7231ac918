package com.dropininc.instantstream.mock;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;

/**
 * Packs the mock with all its libraries into one jar, for the launcher: to open a hundred jars takes a twelfth of a
 * start. What a class path would find first is what is packed.
 */
final class OneJar {
    private static final String SERVICES = "META-INF/services/";

    private final Set<String> packed = new HashSet<>();
    private final Map<String, ByteArrayOutputStream> services = new TreeMap<>();

    private OneJar() {}

    /** The first argument is the mock's jar, the second the file to make. */
    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
            new OneJar().pack(jar, file);
        }
    }

    private void pack(Path mock, OutputStream file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        try (JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.setLevel(Deflater.BEST_SPEED);
            for (Path path : withLibraries(mock)) {
                try (JarFile jar = new JarFile(path.toFile())) {
                    for (ZipEntry entry : Collections.list(jar.entries())) {
                        add(jar, entry, out);
                    }
                }
            }
            for (Map.Entry<String, ByteArrayOutputStream> service : services.entrySet()) {
                out.putNextEntry(new ZipEntry(service.getKey()));
                service.getValue().writeTo(out);
            }
        }
    }

    private static List<Path> withLibraries(Path mock) throws IOException {
        List<Path> jars = new ArrayList<>(List.of(mock));
        try (JarFile jar = new JarFile(mock.toFile())) {
            String libraries = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            for (String library : libraries.split(" ")) {
                jars.add(mock.resolveSibling(library));
            }
        }
        return jars;
    }

    private void add(JarFile jar, ZipEntry entry, JarOutputStream out) throws IOException {
        String name = entry.getName();
        if (entry.isDirectory() || ofItsJarAlone(name)) {
            return;
        }
        try (InputStream content = jar.getInputStream(entry)) {
            if (name.startsWith(SERVICES)) {
                // All that offer a service are found, in whichever jar they are.
                OutputStream service = services.computeIfAbsent(name, key -> new ByteArrayOutputStream());
                content.transferTo(service);
                service.write('\n');
            } else if (packed.add(name)) {
                out.putNextEntry(new ZipEntry(name));
                content.transferTo(out);
            }
        }
    }

    private static boolean ofItsJarAlone(String name) {
        return name.equals(JarFile.MANIFEST_NAME)
                || name.endsWith("module-info.class")
                // By which Javalin would find the date of its release, and log it, were that not switched off.
                || name.startsWith("META-INF/maven/io.javalin/")
                || name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC|LIST)");
    }
}
