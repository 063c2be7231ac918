package com.dropininc.instantstream.contract.server;

import java.util.List;
import java.util.stream.Stream;

/** Every harmless server that we know of, with the reason why the contract allows it. None of them may be blocked. */
final class HarmlessServers {
    private HarmlessServers() {}

    static List<HarmlessServer> all() {
        return Stream.of(
                        HarmlessAnswers.tokens(),
                        HarmlessAnswers.names(),
                        HarmlessAnswers.times(),
                        HarmlessAnswers.values(),
                        HarmlessAnswers.envelopes(),
                        HarmlessAnswers.briefs(),
                        HarmlessLists.chats(),
                        HarmlessLists.lists(),
                        HarmlessInputs.values(),
                        HarmlessInputs.bodies(),
                        HarmlessInputs.requests(),
                        HarmlessInputs.odd(),
                        HarmlessRefusals.words(),
                        HarmlessRefusals.bodies(),
                        HarmlessRefusals.orders(),
                        HarmlessRefusals.ends(),
                        HarmlessRefusals.paths(),
                        HarmlessRefusals.methods(),
                        HarmlessLives.times(),
                        HarmlessLives.rows(),
                        HarmlessLives.chats(),
                        HarmlessRights.keys(),
                        HarmlessRights.channels(),
                        HarmlessWires.all(),
                        EarlierHarmless.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Ten of them, the same ones in every build, or all with {@code -Dfull}. */
    static List<HarmlessServer> sample() {
        return Sample.of(all(), HarmlessServer::name);
    }
}
