package com.dropininc.instantstream.mock.realtime;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * The credentials and switches of one Pusher Channels app, as its dashboard would hold them. Immutable.
 *
 * @param id the app id, as in {@code /apps/{id}/events}
 * @param key the public key, as in {@code /app/{key}}
 * @param secret signs subscriptions, HTTP API requests and webhooks; never printed
 * @param encryptionMasterKey base64 of 32 bytes, for {@code private-encrypted-} channels; never printed
 * @param features what the dashboard's switches would say
 * @param webhookUrl where webhooks go; empty for none
 */
public record PusherApp(
        String id, String key, String secret, String encryptionMasterKey, Features features, Optional<URI> webhookUrl) {

    /**
     * The switches of the dashboard's "App Settings" page.
     *
     * @param enabled false closes every connection with 4003 and refuses the HTTP API with 403
     * @param clientEvents whether {@code client-} events are relayed
     * @param subscriptionCount whether {@code pusher_internal:subscription_count} is sent
     * @param watchlistEvents whether signed-in users hear of their watchlist
     */
    public record Features(boolean enabled, boolean clientEvents, boolean subscriptionCount, boolean watchlistEvents) {
        /** Everything on but subscription counts, which a new app has off as well. */
        public static final Features DEFAULT = new Features(true, true, false, true);
    }

    /** Refuses blank credentials, a key that cannot stand in a URL path, and a master key that is not 32 bytes. */
    public PusherApp {
        requireWord("id", id);
        requireWord("key", key);
        if (secret == null || secret.isBlank()) {
            throw new IllegalArgumentException("A Pusher app needs a secret; it was blank.");
        }
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(webhookUrl, "webhookUrl");
        if (masterKeyBytes(encryptionMasterKey).length != 32) {
            throw new IllegalArgumentException("The encryption master key must be the base64 of exactly 32 bytes.");
        }
    }

    /** An app with the default switches, no webhooks, and a master key derived from the secret. */
    public static PusherApp of(String id, String key, String secret) {
        byte[] derived = Signatures.sha256(("master:" + secret).getBytes(StandardCharsets.UTF_8));
        String master = Base64.getEncoder().encodeToString(derived);
        return new PusherApp(id, key, secret, master, Features.DEFAULT, Optional.empty());
    }

    /** The same app with other switches. */
    public PusherApp with(Features other) {
        return new PusherApp(id, key, secret, encryptionMasterKey, other, webhookUrl);
    }

    /** The same app sending its webhooks to a URL. */
    public PusherApp withWebhookUrl(URI url) {
        return new PusherApp(id, key, secret, encryptionMasterKey, features, Optional.of(url));
    }

    /** The same app with another master key, base64 of 32 bytes. */
    public PusherApp withEncryptionMasterKey(String base64) {
        return new PusherApp(id, key, secret, base64, features, webhookUrl);
    }

    /** A word for a name that only who knows the secret can make, and always the same. */
    public String wordFor(String name) {
        return new Signatures(this).hmacHex("word:" + name).substring(0, 22);
    }

    byte[] masterKey() {
        return masterKeyBytes(encryptionMasterKey);
    }

    private static byte[] masterKeyBytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private static void requireWord(String what, String value) {
        if (value == null || !value.matches("[A-Za-z0-9_.~-]+")) {
            throw new IllegalArgumentException("The Pusher app's " + what + " must consist of letters, digits, and"
                    + " any of _ . ~ - but was '" + value + "'.");
        }
    }

    /** Names the app without its secrets. */
    @Override
    public String toString() {
        return "PusherApp[id=" + id + ", key=" + key + ", secret=(redacted)]";
    }
}
