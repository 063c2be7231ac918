package com.dropininc.instantstream.contract.mutant;

import java.util.List;

/** Faults of channel authorisation. */
final class ChannelMutants {

    private ChannelMutants() {}

    static List<Mutant> all() {
        return List.of(
                wrongSignature(),
                formRefused(),
                jsonRefused(),
                presenceWithoutData(),
                encryptedWithoutSecret(),
                oneSecretForAll(),
                socketsConfused(),
                signsAnything(),
                signsUnknownChannels());
    }

    private static Mutant wrongSignature() {
        return Mutant.ofAnswer(
                "wrong-signature",
                "authchannel-signature",
                "channel-is-*",
                ask -> ask.posts("authchannel"),
                reply -> reply.text(text -> text.replaceAll("[0-9a-f]\"", "0\"").replaceAll(":[0-9a-f]{4}", ":0000")));
    }

    private static Mutant formRefused() {
        return Mutant.of(
                "form-refused",
                "authchannel-form",
                "channel-is-authorised-by-form",
                (ask, server) -> ask.header("Content-Type").contains("form")
                        ? Reply.of(415, "[{\"code\":\"E_CONTENT_TYPE\",\"message\":\"no\"}]")
                        : server.send(ask));
    }

    private static Mutant jsonRefused() {
        return Mutant.of(
                "json-refused",
                "authchannel-json",
                "channel-is-authorised-by-json",
                (ask, server) ->
                        ask.posts("authchannel") && ask.header("Content-Type").contains("json")
                                ? Reply.of(415, "[{\"code\":\"E_CONTENT_TYPE\",\"message\":\"no\"}]")
                                : server.send(ask));
    }

    private static Mutant presenceWithoutData() {
        return Mutant.ofAnswer(
                "presence-without-data",
                "authchannel-presence",
                "presence-*",
                ask -> ask.posts("authchannel"),
                reply -> reply.each(auth -> auth.remove("channel_data")));
    }

    private static Mutant encryptedWithoutSecret() {
        return Mutant.ofAnswer(
                "encrypted-without-secret",
                "authchannel-encrypted",
                "encrypted-*",
                ask -> ask.posts("authchannel"),
                reply -> reply.each(auth -> auth.remove("shared_secret")));
    }

    private static Mutant oneSecretForAll() {
        return Mutant.ofAnswer(
                "one-secret-for-all-channels",
                "authchannel-encrypted",
                "encrypted-*",
                ask -> ask.posts("authchannel"),
                reply -> reply.each(auth -> auth.put("shared_secret", "A".repeat(43) + "=")));
    }

    private static Mutant socketsConfused() {
        return Mutant.of(
                "socket-id-taken-for-a-number",
                "authchannel-signature",
                "each-socket-is-signed-for-itself",
                (ask, server) -> server.send(
                        ask.posts("authchannel")
                                ? ask.body(ask.text().replaceAll("(socket_id=\\d+\\.\\d*?)0+(?=&|$)", "$1"))
                                : ask));
    }

    private static Mutant signsAnything() {
        return Mutant.ofAnswer(
                "signs-anything",
                "authchannel-malformed-refused",
                "malformed-channel-*",
                ask -> ask.posts("authchannel")
                        && ask.text().contains("socket_id")
                        && ask.text().contains("channel_name"),
                reply -> reply.status() == 400 ? Reply.of(200, "{\"auth\":\"k:" + "0".repeat(64) + "\"}") : reply);
    }

    private static Mutant signsUnknownChannels() {
        return Mutant.ofAnswer(
                "signs-unknown-channels",
                "channel-of-unknown-403",
                "channel-of-the-unknown-*",
                ask -> ask.posts("authchannel"),
                reply -> reply.status() == 403 ? Reply.of(200, "{\"auth\":\"k:" + "0".repeat(64) + "\"}") : reply);
    }
}
