package com.dropininc.instantstream.contract.server;

import java.util.List;
import java.util.stream.Stream;

/** Every server that we know of that breaks a documented rule and tries to be let through. Each of them fails. */
final class SneakyServers {
    private SneakyServers() {}

    static List<SneakyServer> all() {
        return Stream.of(
                        SneakyKeys.caches(),
                        SneakyKeys.paths(),
                        SneakyCallers.methods(),
                        SneakyCallers.callers(),
                        SneakyCallers.counts(),
                        SneakyCallers.seldom(),
                        SneakyCallers.later(),
                        SneakyCallers.forms(),
                        SneakyCallers.operations(),
                        SneakyActs.pings(),
                        SneakyActs.signatures(),
                        SneakyActs.channels(),
                        SneakyTexts.losses(),
                        SneakyTexts.changes(),
                        SneakyTexts.chats(),
                        SneakyTexts.bodies(),
                        SneakyTexts.breakdowns(),
                        SneakyTexts.others())
                .flatMap(List::stream)
                .toList();
    }

    /** Ten of them, the same ones in every build, or all with {@code -Dfull}. */
    static List<SneakyServer> sample() {
        return Sample.of(all(), SneakyServer::name);
    }
}
