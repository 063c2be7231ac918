package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.ChannelForm;
import com.dropininc.instantstream.spec.Json;
import com.dropininc.instantstream.spec.MalformedJson;
import com.dropininc.instantstream.spec.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Channel authorisation, as the Pusher SDKs call it. */
final class ChannelChecks {
    private static final String AUTHORIZE = "authorizeChannel";

    @Check(
            id = "channel-is-authorised-by-form",
            rules = {"authchannel-form", "authchannel-200", "authchannel-signature"})
    void a_form_as_the_sdks_send_it_is_signed(Bench bench) {
        ObjectNode fields = fields(bench, private_(bench));
        Call call = bench.call(operation(bench)).form(fields);
        signed(bench, call, bench.works(call, "authchannel-form"), fields);
    }

    @Check(
            id = "channel-is-authorised-by-json",
            rules = {"authchannel-json", "authchannel-200", "authchannel-signature"})
    void a_json_body_as_the_docs_show_it_is_signed(Bench bench) {
        ObjectNode fields = fields(bench, private_(bench));
        Call call = bench.call(operation(bench)).json(fields);
        Answer answer = bench.works(call, "authchannel-json");
        signed(bench, call, answer, fields);
        bench.holds(
                "authchannel-presence",
                new Bench.Sent(call, answer),
                !answer.body().has(Field.CHANNEL_DATA),
                "no channel_data on a private channel",
                answer.body());
    }

    @Check(
            id = "presence-channel-has-data",
            rules = {"authchannel-presence", "authchannel-signature"})
    void a_presence_channel_has_its_data_signed_with_it(Bench bench) {
        for (boolean form : new boolean[] {true, false}) {
            ObjectNode fields = fields(bench, channel(bench, "presence-"));
            Call bare = bench.call(operation(bench));
            Call call = form ? bare.form(fields) : bare.json(fields);
            Answer answer = bench.works(call, "authchannel-presence");
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
            return Json.parse(data.getBytes(StandardCharsets.UTF_8)).has("user_id");
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
        signed(bench, call, bench.works(call, "any-kind-acts"), fields);
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

    /** The signature is checked where the app's secret is at hand, the rest always. */
    private static void signed(Bench bench, Call call, Answer answer, ObjectNode fields) {
        Bench.Sent sent = new Bench.Sent(call, answer);
        String auth = answer.textAt(Field.AUTH).orElse("");
        int colon = auth.indexOf(':');
        String key = colon < 0 ? "" : auth.substring(0, colon);
        bench.keys()
                .pusherKey()
                .ifPresent(known -> bench.holds(
                        "authchannel-signature", sent, known.is(key), "the app's key before the colon", key));
        String text = fields.path(Field.SOCKET_ID).asString() + ":"
                + fields.path(Field.CHANNEL_NAME).asString()
                + answer.textAt(Field.CHANNEL_DATA).map(data -> ":" + data).orElse("");
        String wanted = bench.keys()
                .pusherSecret()
                .orElseThrow(() -> new NotJudged(
                        NotJudged.Cause.MEANS, "the signature is not checked without the Pusher app's secret"))
                .sign(text);
        bench.holds("authchannel-signature", sent, auth.endsWith(":" + wanted), "the signature of " + text, auth);
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
