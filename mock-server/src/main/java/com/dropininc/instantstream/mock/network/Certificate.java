package com.dropininc.instantstream.mock.network;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.tls.HeldCertificate;

/**
 * The certificate and private key by which the mock speaks TLS. It vouches for nothing but itself: whoever trusts it
 * trusts this one mock, and no name on the internet. Immutable.
 */
public final class Certificate {
    /** Apple's programs refuse server certificates that last longer than 825 days; a year is plenty. */
    private static final Duration VALID = Duration.ofDays(365);

    /** A clock that is a little behind should not find the certificate to be of the future. */
    private static final Duration EARLIER = Duration.ofDays(1);

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----[^-]+-----END \\1-----", Pattern.DOTALL);

    private final HeldCertificate held;

    private Certificate(HeldCertificate held) {
        this.held = held;
    }

    /**
     * Makes one for this machine.
     *
     * @param host a name or address that it is valid for, beside those of the loopback interface
     */
    public static Certificate made(String host) {
        Set<String> names = new LinkedHashSet<>(Set.of("localhost", "127.0.0.1", "::1"));
        names.add(host);
        names.remove("0.0.0.0");
        names.remove("::");
        long now = System.currentTimeMillis();
        HeldCertificate.Builder builder = new HeldCertificate.Builder()
                .commonName("Instantstream mock")
                .organizationalUnit("made by itself, for tests only")
                .ecdsa256()
                .validityInterval(now - EARLIER.toMillis(), now + VALID.toMillis());
        names.forEach(builder::addSubjectAlternativeName);
        return new Certificate(builder.build());
    }

    /**
     * Reads one from a file in PEM, or makes it and keeps it there, readable for its owner alone.
     *
     * @throws CertificateException if the file cannot be used
     */
    public static Certificate kept(Path file, String host) {
        try {
            if (Files.exists(file)) {
                return read(file);
            }
            Certificate made = made(host);
            write(file, made.held.certificatePem() + made.held.privateKeyPkcs8Pem());
            return made;
        } catch (FileAlreadyExistsException e) {
            throw new CertificateException(file + " has just been made by another program: start again", e);
        } catch (IOException e) {
            throw new CertificateException(file + " cannot be read or written: is the path of --https-file right?", e);
        }
    }

    private static Certificate read(Path file) throws IOException {
        StringBuilder parts = new StringBuilder();
        Matcher part = PEM.matcher(Files.readString(file));
        while (part.find()) {
            if (Set.of("CERTIFICATE", "PRIVATE KEY").contains(part.group(1))) {
                parts.append(part.group()).append('\n');
            }
        }
        try {
            Certificate read = new Certificate(HeldCertificate.decode(parts.toString()));
            read.held.certificate().checkValidity();
            return read;
        } catch (GeneralSecurityException e) {
            throw new CertificateException(
                    file + ": " + e.getMessage() + "; remove the file to have a new certificate made", e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new CertificateException(
                    file + " has to hold one CERTIFICATE and its PRIVATE KEY (PKCS 8), both as PEM; remove the file to"
                            + " have them made",
                    e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path made = Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")
                ? Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createFile(file);
        Files.writeString(made, text, StandardOpenOption.WRITE);
    }

    /** The certificate alone, as PEM: what a client has to trust. */
    public String pem() {
        return held.certificatePem();
    }

    /** What tells it from any other: the SHA-256 digest of the certificate, as other tools print it. */
    public String fingerprint() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256 and encodes certificates", e);
        }
    }

    public X509Certificate certificate() {
        return held.certificate();
    }

    /** Key and certificate as a server needs them; kept in memory only. */
    KeyStore keyStore(char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "mock", held.keyPair().getPrivate(), password, new X509Certificate[] {held.certificate()});
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException("this Java cannot use the certificate: " + e.getMessage(), e);
        }
    }
}
