package com.dropininc.instantstream.mock.realtime;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and verifies in the name of one app (authentication signatures page). Thread-safe.
 *
 * <p>Whatever is signed is validated first, so that no signature can be used for another purpose than asked.
 */
public final class Signatures {
    private final PusherApp app;
    private final SecretKeySpec key;

    /** Signatures of an app. */
    public Signatures(PusherApp app) {
        this.app = app;
        this.key = new SecretKeySpec(app.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /**
     * Authorizes one connection for one private, encrypted or presence channel.
     *
     * @param channelData JSON with {@code user_id} for presence channels; null for none
     * @throws IllegalArgumentException if the socket id or channel name is not legal, or the channel needs no signature
     */
    public ChannelAuthorization sign(String socketId, String channelName, String channelData) {
        SocketId socket = new SocketId(socketId);
        ChannelName channel = ChannelName.parse(channelName);
        if (!channel.kind().needsAuthorization()) {
            throw new IllegalArgumentException("Channel '" + channel
                    + "' needs no authorization: only private-, private-encrypted- and presence- channels do.");
        }
        String auth = app.key() + ":" + hmacHex(channelText(socket, channel, channelData));
        String secret = channel.kind() == ChannelName.Kind.ENCRYPTED ? sharedSecret(channel) : null;
        return new ChannelAuthorization(auth, channelData, secret);
    }

    /**
     * Signs a user in on one connection.
     *
     * @param userData JSON with a string {@code id}
     * @throws IllegalArgumentException if the socket id is not legal
     */
    public UserAuthentication signUser(String socketId, String userData) {
        return new UserAuthentication(app.key() + ":" + hmacHex(userText(new SocketId(socketId), userData)), userData);
    }

    static String channelText(SocketId socket, ChannelName channel, String channelData) {
        return socket + ":" + channel + (channelData == null ? "" : ":" + channelData);
    }

    static String userText(SocketId socket, String userData) {
        return socket + "::user::" + userData;
    }

    /** HMAC-SHA256 of a text with the app's secret, as lower-case hex. */
    String hmacHex(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(
                    "This Java runtime lacks HmacSHA256, which every one must have.", impossible);
        }
    }

    boolean matches(String text, String hex) {
        byte[] expected = hmacHex(text).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, hex.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    private String sharedSecret(ChannelName channel) {
        byte[] name = channel.value().getBytes(StandardCharsets.UTF_8);
        byte[] master = app.masterKey();
        byte[] both = new byte[name.length + master.length];
        System.arraycopy(name, 0, both, 0, name.length);
        System.arraycopy(master, 0, both, name.length, master.length);
        return Base64.getEncoder().encodeToString(sha256(both));
    }

    static byte[] sha256(byte[] bytes) {
        return digest("SHA-256", bytes);
    }

    static String md5Hex(byte[] bytes) {
        return HexFormat.of().formatHex(digest("MD5", bytes));
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java runtime lacks " + algorithm + ".", impossible);
        }
    }
}
