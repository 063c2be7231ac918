package com.dropininc.instantstream.contract.server;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Random values, signatures and the plain form of instants. Thread-safe. */
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Secrets() {}

    static String token() {
        byte[] bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        return "t-" + Base64.getUrlEncoder().encodeToString(bytes);
    }

    static String uuid() {
        return UUID.randomUUID().toString();
    }

    static long number() {
        return RANDOM.nextLong(1_000_000_000_000L, 9_000_000_000_000_000L);
    }

    static String millis(Instant instant) {
        return MILLIS.format(instant);
    }

    /** The signature of the Pusher protocol: HMAC-SHA256 in hexadecimal digits. */
    static String sign(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The shared secret of an encrypted channel, as Pusher's server SDKs derive it. */
    static String shared(String channel, String master) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(channel.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest.digest(master.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
