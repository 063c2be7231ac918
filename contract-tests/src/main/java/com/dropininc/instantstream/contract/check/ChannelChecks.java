package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Expectation;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.spec.ChannelForm;
import com.dropininc.instantstream.spec.Json;
import com.dropininc.instantstream.spec.MalformedJson;
import com.dropininc.instantstream.spec.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Channel authorisation, as the Pusher SDKs call it. */
final class ChannelChecks {
    private static final String AUTHORIZE = "authorizeChannel";
    private static final int SECRET_BYTES = 32;

    @Check(
            id = "channel-is-authorised-by-form",
            rules = {"authchannel-form", "authchannel-200", "authchannel-signature"})
    void a_form_as_the_sdks_send_it_is_signed(Bench bench) {
        ObjectNode fields = fields(bench, private_(bench));
        Call json = bench.call(operation(bench)).json(fields);
        Call call = bench.call(operation(bench)).form(fields);
        signed(bench, call, authorised(bench, call, json, "authchannel-form"), fields);
    }

    @Check(
            id = "channel-is-authorised-by-json",
            rules = {"authchannel-json", "authchannel-200", "authchannel-signature"})
    void a_json_body_as_the_docs_show_it_is_signed(Bench bench) {
        ObjectNode fields = fields(bench, private_(bench));
        Call form = bench.call(operation(bench)).form(fields);
        Call call = bench.call(operation(bench)).json(fields);
        Answer answer = authorised(bench, call, form, "authchannel-json");
        signed(bench, call, answer, fields);
        bench.holds(
                "authchannel-presence",
                new Bench.Sent(call, answer),
                !answer.body().hasNonNull(Field.CHANNEL_DATA),
                "no channel_data on a private channel",
                answer.body());
    }

    @Check(
            id = "each-socket-is-signed-for-itself",
            rules = {"authchannel-signature"})
    void two_sockets_of_one_channel_are_signed_each_for_itself(Bench bench) {
        String channel = private_(bench);
        for (int socket = 0; socket < 2; socket++) {
            ObjectNode fields = fields(bench, channel)
                    .put(Field.SOCKET_ID, bench.identities().socketId());
            Call call = bench.call(operation(bench)).form(fields);
            signed(bench, call, bench.works(call, ours(bench, "authchannel-form")), fields);
        }
    }

    @Check(
            id = "encrypted-channel-has-its-secret",
            rules = {"authchannel-encrypted", "authchannel-signature"})
    void an_encrypted_channel_has_a_secret_of_its_own_that_all_its_members_share(Bench bench) {
        Set<String> secrets = new HashSet<>();
        for (int stream = 0; stream < 2; stream++) {
            String channel = channel(bench, "private-encrypted-");
            Set<String> shared = new HashSet<>();
            for (int member = 0; member < 2; member++) {
                ObjectNode fields = fields(bench, channel)
                        .put(Field.SOCKET_ID, bench.identities().socketId());
                Call call = bench.call(operation(bench)).form(fields);
                Answer answer = bench.works(call, ours(bench, "authchannel-form"));
                signed(bench, call, answer, fields);
                String secret = answer.textAt(Field.SHARED_SECRET).orElse("");
                shared.add(secret);
                bench.holds(
                        "authchannel-encrypted",
                        new Bench.Sent(call, answer),
                        bytes(secret) == SECRET_BYTES,
                        "shared_secret, 32 bytes in base64",
                        secret.isEmpty() ? "absent" : bytes(secret) + " bytes");
            }
            bench.holds(
                    "authchannel-encrypted",
                    AUTHORIZE,
                    shared.size() == 1,
                    "one secret for a channel",
                    "another each time");
            secrets.addAll(shared);
        }
        bench.holds("authchannel-encrypted", AUTHORIZE, secrets.size() > 1, "a secret for each channel", "one for all");
    }

    private static int bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length;
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    /** The names of channels are ours: only where the other body is taken does a refusal contradict the docs. */
    private static Answer authorised(Bench bench, Call call, Call other, String rule) {
        boolean known = bench.anything(other).success();
        return bench.works(call, known ? bench.promise(rule) : ours(bench, rule));
    }

    static Expectation.Success ours(Bench bench, String rule) {
        return new Expectation.Success(
                bench.contract().rule(rule),
                bench.contract().channel(Field.STREAM).provenance());
    }

    @Check(
            id = "presence-channel-has-data",
            rules = {"authchannel-presence", "authchannel-signature"})
    void a_presence_channel_has_its_data_signed_with_it(Bench bench) {
        for (boolean form : new boolean[] {true, false}) {
            ObjectNode fields = fields(bench, channel(bench, "presence-"));
            Call bare = bench.call(operation(bench));
            Call call = form ? bare.form(fields) : bare.json(fields);
            Answer answer = bench.works(call, ours(bench, "authchannel-presence"));
            Optional<String> data = answer.textAt(Field.CHANNEL_DATA);
            bench.holds(
                    "authchannel-presence",
                    new Bench.Sent(call, answer),
                    data.filter(ChannelChecks::namesUser).isPresent(),
                    "channel_data as JSON text with a user_id",
                    data.orElse("absent"));
            signed(bench, call, answer, fields);
        }
    }

    private static boolean namesUser(String data) {
        try {
            return Json.parse(data.getBytes(StandardCharsets.UTF_8)).hasNonNull("user_id");
        } catch (MalformedJson e) {
            return false;
        }
    }

    @Check(
            id = "channel-of-an-account-is-authorised",
            rules = {"operation-works", "authchannel-signature"})
    void the_channel_of_an_account_is_signed(Bench bench) {
        Live live = bench.request();
        ObjectNode fields =
                fields(bench, bench.contract().channel(Field.ACCOUNT).name(Calls.account(live)));
        Call call = bench.call(operation(bench)).form(fields);
        signed(bench, call, bench.works(call, ours(bench, "any-kind-acts")), fields);
    }

    @Check(
            id = "malformed-channel-is-never-signed",
            rules = {"authchannel-malformed-refused", "invalid-request-400"})
    void a_malformed_socket_id_or_channel_name_is_never_signed(Bench bench) {
        String channel = private_(bench);
        String socket = bench.identities().socketId();
        List<List<String>> pairs = List.of(
                List.of(socket + ":" + channel, channel),
                List.of(socket + "\n", channel),
                List.of("abc", channel),
                List.of("1.2.3", channel),
                List.of(" " + socket, channel),
                List.of(socket, channel + ":{\"user_id\":\"admin\"}"),
                List.of(socket, channel + "\n"),
                List.of(socket, channel + "#"),
                List.of(socket, channel + "a".repeat(200)));
        for (List<String> pair : pairs) {
            ObjectNode fields = fields(bench, pair.get(1)).put(Field.SOCKET_ID, pair.get(0));
            bench.refused(bench.call(operation(bench)).json(fields), "invalid", "authchannel-malformed-refused");
            bench.refused(bench.call(operation(bench)).form(fields), "invalid", "authchannel-malformed-refused");
        }
    }

    @Check(
            id = "channel-of-the-unknown-is-refused",
            rules = {"channel-of-unknown-403"})
    void the_channel_of_an_unknown_stream_or_account_is_refused(Bench bench) {
        for (ChannelForm form : bench.contract().channels()) {
            for (String prefix : form.prefixes()) {
                String name = prefix + form.stem() + bench.identities().word("unknown");
                bench.refused(bench.call(operation(bench)).form(fields(bench, name)), "channel-forbidden");
            }
        }
    }

    private static void signed(Bench bench, Call call, Answer answer, ObjectNode fields) {
        bench.session().signatures().hold(bench, new Bench.Sent(call, answer), fields);
    }

    private static Operation operation(Bench bench) {
        return bench.contract().operation(AUTHORIZE);
    }

    private static ObjectNode fields(Bench bench, String channel) {
        return bench.session().bodies().full(operation(bench)).put(Field.CHANNEL_NAME, channel);
    }

    private static String private_(Bench bench) {
        return bench.contract().channel(Field.STREAM).name(bench.request().token());
    }

    private static String channel(Bench bench, String prefix) {
        return prefix
                + bench.contract().channel(Field.STREAM).stem()
                + bench.request().token();
    }
}
