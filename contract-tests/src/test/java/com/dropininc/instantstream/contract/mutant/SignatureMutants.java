package com.dropininc.instantstream.contract.mutant;

import com.dropininc.instantstream.fixtures.Fixtures;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Faults of signatures and of what comes with them. */
final class SignatureMutants {
    private static final String SIGNED = "authchannel-signature";
    private static final String CHANNELS = "*channel*";

    private SignatureMutants() {}

    static List<Mutant> all() {
        return List.of(
                signing("signs-the-channel-alone", (ask, data) -> channel(ask)),
                signing("signs-in-the-other-order", (ask, data) -> channel(ask) + ":" + socket(ask)),
                signing("leaves-channel-data-unsigned", (ask, data) -> socket(ask) + ":" + channel(ask)),
                changing("signature-in-capitals", SIGNED, auth -> auth.put("auth", capitals(auth))),
                changing("signature-in-base64", SIGNED, auth -> auth.put("auth", base64(auth))),
                changing("no-app-key", SIGNED, auth -> auth.put("auth", signature(auth))),
                changing("other-app-key", SIGNED, auth -> auth.put("auth", "other:" + signature(auth))),
                changing("channel-data-as-object", "authchannel-presence", SignatureMutants::object),
                changing(
                        "secret-in-hex",
                        "authchannel-encrypted",
                        auth -> secret(
                                auth,
                                old -> HexFormat.of()
                                        .formatHex(Base64.getDecoder().decode(old)))),
                changing(
                        "secret-changes",
                        "authchannel-encrypted",
                        auth -> secret(auth, old -> String.format(Locale.ROOT, "%043d=", System.nanoTime()))),
                changing("auth-inside-data", SIGNED, auth -> {
                    ObjectNode inner = auth.deepCopy();
                    auth.removeAll();
                    auth.set("data", inner);
                }),
                signatureCached());
    }

    private static Mutant changing(String name, String rule, java.util.function.Consumer<ObjectNode> change) {
        return Mutant.ofAnswer(name, rule, CHANNELS, ask -> ask.posts("authchannel"), reply -> reply.each(change));
    }

    private static Mutant signing(String name, BiFunction<Ask, String, String> text) {
        return Mutant.of(name, SIGNED, CHANNELS, (ask, server) -> {
            Reply reply = server.send(ask);
            return ask.posts("authchannel")
                    ? reply.each(auth -> auth.put(
                            "auth",
                            Fixtures.load().pusher().key()
                                    + ":"
                                    + sign(text.apply(
                                            ask, auth.path("channel_data").asString("")))))
                    : reply;
        });
    }

    private static Mutant signatureCached() {
        Map<String, String> first = Faults.map();
        return Mutant.of("signature-cached-for-the-channel", SIGNED, "each-socket-*", (ask, server) -> {
            Reply reply = server.send(ask);
            return ask.posts("authchannel")
                    ? reply.each(auth -> auth.put(
                            "auth",
                            first.computeIfAbsent(
                                    channel(ask), key -> auth.path("auth").asString())))
                    : reply;
        });
    }

    private static String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] secret = Fixtures.load().pusher().secret().getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String channel(Ask ask) {
        return field(ask, "channel_name");
    }

    private static String socket(Ask ask) {
        return field(ask, "socket_id");
    }

    private static String field(Ask ask, String name) {
        if (ask.json() instanceof ObjectNode body) {
            return body.path(name).asString("");
        }
        for (String pair : ask.text().split("&")) {
            if (pair.startsWith(name + "=")) {
                return java.net.URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private static String signature(ObjectNode auth) {
        return auth.path("auth").asString(":").split(":", 2)[1];
    }

    private static String capitals(ObjectNode auth) {
        String[] parts = auth.path("auth").asString(":").split(":", 2);
        return parts[0] + ":" + parts[1].toUpperCase(Locale.ROOT);
    }

    private static String base64(ObjectNode auth) {
        String[] parts = auth.path("auth").asString(":").split(":", 2);
        return parts[0] + ":"
                + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(parts[1]));
    }

    private static void object(ObjectNode auth) {
        if (auth.path("channel_data").isString()) {
            auth.set(
                    "channel_data",
                    JsonMapper.shared().readTree(auth.path("channel_data").asString()));
        }
    }

    private static void secret(ObjectNode auth, UnaryOperator<String> change) {
        if (auth.path("shared_secret").isString()) {
            auth.put("shared_secret", change.apply(auth.path("shared_secret").asString()));
        }
    }
}
