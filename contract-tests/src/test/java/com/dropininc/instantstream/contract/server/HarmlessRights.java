package com.dropininc.instantstream.contract.server;

import static com.dropininc.instantstream.contract.server.HarmlessServer.before;
import static com.dropininc.instantstream.contract.server.HarmlessServer.of;

import com.dropininc.instantstream.contract.mutant.Faults;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Servers whose keys may do less, and those that authorise channels in their own way. */
final class HarmlessRights {
    private static final String KINDS = "that a key of any kind acts for either role is assumed";
    private static final Set<Operation> WITH_ROLE =
            EnumSet.of(Operation.START, Operation.CANCEL, Operation.STOP, Operation.SAVE_CHAT);

    private HarmlessRights() {}

    static List<HarmlessServer> keys() {
        return List.of(
                rights("a-key-speaks-for-its-role-only", HarmlessRights::ownRole),
                rights(
                        "the-dealers-device-by-a-dealers-key",
                        (kind, call) -> call.operation() != Operation.DEALER_DEVICE || kind == Kind.DEALER),
                rights(
                        "operators-only-watch",
                        (kind, call) -> kind != Kind.OPERATOR
                                || !EnumSet.of(Operation.REQUEST, Operation.START, Operation.SAVE_CHAT)
                                        .contains(call.operation())),
                rights(
                        "only-viewers-request",
                        (kind, call) -> call.operation() != Operation.REQUEST || kind == Kind.VIEWER),
                rights(
                        "only-operators-record",
                        (kind, call) -> call.operation() != Operation.RECORD || kind == Kind.OPERATOR),
                rights(
                        "pending-is-for-viewers",
                        (kind, call) -> call.operation() != Operation.PENDING || kind == Kind.VIEWER),
                rights(
                        "pending-is-not-for-dealers",
                        (kind, call) -> call.operation() != Operation.PENDING || kind != Kind.DEALER));
    }

    /** The right to a role is known once the body has been read. */
    private static HarmlessServer rights(String name, Habits.Rights rights) {
        return of(
                name,
                KINDS,
                habits -> habits.rights(rights)
                        .order(List.of(
                                Habits.Step.ROUTE,
                                Habits.Step.KEY,
                                Habits.Step.SIZE,
                                Habits.Step.TYPE,
                                Habits.Step.BODY,
                                Habits.Step.RIGHT,
                                Habits.Step.TOKEN,
                                Habits.Step.STATE)));
    }

    private static boolean ownRole(Kind kind, Call call) {
        return kind == Kind.OPERATOR
                || !WITH_ROLE.contains(call.operation())
                || call.roles().equals(List.of(kind.word()));
    }

    static List<HarmlessServer> channels() {
        String fixed = "what the Pusher protocol leaves open; an absent member may be null";
        return List.of(
                before(
                        "null-for-absent-in-authchannel",
                        fixed,
                        () -> Faults.answering(
                                ask -> ask.posts("authchannel"),
                                reply -> reply.each(answer -> {
                                    answer.putIfAbsent("channel_data", answer.nullNode());
                                    answer.putIfAbsent("shared_secret", answer.nullNode());
                                }))),
                before(
                        "more-in-authchannel",
                        "what else an answer carries is open",
                        () -> Faults.answering(
                                ask -> ask.posts("authchannel"),
                                reply -> reply.each(
                                        answer -> answer.put("ttl", 60).put("server", "eu-1")))),
                before(
                        "only-its-own-channels",
                        "ambiguity channel-names: strict is a reading of it",
                        () -> (ask, server) -> {
                            boolean own = ask.text().matches("(?s).*(instantstream|account)-.*");
                            boolean key = !ask.header("apikey").isEmpty();
                            return ask.posts("authchannel") && !own && key ? Faults.refusal(403) : server.send(ask);
                        }),
                before(
                        "no-presence-channels",
                        "which channels there are is assumed",
                        () -> (ask, server) ->
                                ask.posts("authchannel") && ask.text().contains("presence-")
                                        ? Faults.refusal(403)
                                        : server.send(ask)));
    }
}
