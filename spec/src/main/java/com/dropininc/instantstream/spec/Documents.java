package com.dropininc.instantstream.spec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The documents that ship with this module. */
final class Documents {
    private Documents() {}

    /** A document as it was written. */
    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    static Copies.Content read(String name) {
        byte[] yaml = bytes(name);
        try {
            return Copies.of(Documents.class, name, yaml)
                    .orElseGet(() -> parse(new String(yaml, StandardCharsets.UTF_8), name));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    static Copies.Content parse(String yaml, String name) {
        return new Copies.Content(Yaml.parse(yaml, name), digest(yaml));
    }

    /** SHA-256 of a text in hexadecimal digits. */
    static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Documents.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new ContractException(name + " is not on the class path: rebuild the spec module");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static ContractException unreadable(String name, IOException e) {
        return new ContractException(name + " cannot be read: " + e.getMessage(), e);
    }
}
