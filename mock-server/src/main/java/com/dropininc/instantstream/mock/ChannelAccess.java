package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.fixtures.ApiKey;
import com.dropininc.instantstream.mock.realtime.ChannelAuthorization;
import com.dropininc.instantstream.mock.realtime.ChannelName;
import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.mock.stream.StreamState;
import com.dropininc.instantstream.spec.ChannelForm;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.api.model.AuthorizeChannelBody;
import java.util.Map;
import java.util.Optional;

/** Decides which key may join which realtime channel, and signs for it. */
final class ChannelAccess {
    private static final String UNKNOWN_FORM =
            "the channel has no name that the contract knows; a real environment may refuse it (ambiguity channel-names)";

    private final Contract contract;
    private final Answers answers;

    ChannelAccess(Contract contract, Answers answers) {
        this.contract = contract;
        this.answers = answers;
    }

    Outcome authorize(Invocation invocation) {
        ChannelName channel = ChannelName.parse(invocation.text(AuthorizeChannelBody.JSON_PROPERTY_CHANNEL_NAME));
        String socket = invocation.text(AuthorizeChannelBody.JSON_PROPERTY_SOCKET_ID);
        if (!channel.kind().needsAuthorization()) {
            return Outcome.no(
                    "invalid",
                    "body /channel_name",
                    "/channel_name " + channel + " is a public channel, which needs no authorization; names of others"
                            + " begin with private- or presence-");
        }
        Optional<ChannelForm> form = contract.channels().stream()
                .filter(known -> known.value(channel.value()).isPresent())
                .findFirst();
        boolean strict = invocation
                .sandbox()
                .contract()
                .ambiguity("channel-names")
                .chosen()
                .equals("strict");
        if (form.isEmpty() ? strict : !mayJoin(invocation, form.get(), channel)) {
            return Outcome.no(
                    "channel-forbidden",
                    "body /channel_name",
                    "this " + invocation.key().kind() + "'s key may not join " + channel);
        }
        String channelData = channel.kind() == ChannelName.Kind.PRESENCE ? member(invocation.key()) : null;
        ChannelAuthorization signed =
                invocation.sandbox().realtime().signatures().sign(socket, channel.value(), channelData);
        return new Outcome.Done(
                signed, form.isPresent() ? Optional.empty() : Optional.of(UNKNOWN_FORM), Optional.empty());
    }

    private static boolean mayJoin(Invocation invocation, ChannelForm form, ChannelName channel) {
        String value = form.value(channel.value()).orElseThrow();
        Sandbox sandbox = invocation.sandbox();
        // A channel belongs to an account, whether its name holds the account or a token.
        Optional<String> owner = form.parameter().equals("token")
                ? sandbox.streams()
                        .find(value, sandbox.clock().instant())
                        .map(StreamState::request)
                        .map(StreamState.Request::account)
                : Optional.of(value).filter(sandbox.accounts()::exists);
        return owner.isPresent()
                && form.keyKinds().contains(invocation.key().kind())
                && invocation.key().account().map(owner.get()::equals).orElse(true);
    }

    private String member(ApiKey key) {
        return answers.json(Map.of("user_id", key.kind()));
    }
}
