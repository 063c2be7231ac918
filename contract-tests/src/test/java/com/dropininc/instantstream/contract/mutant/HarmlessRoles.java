package com.dropininc.instantstream.contract.mutant;

import java.util.List;

/** Servers that take roles in their own way. */
final class HarmlessRoles {
    private HarmlessRoles() {}

    static List<Harmless> all() {
        return List.of(
                new Harmless(
                        "roles-as-arrays-refused",
                        (ask, server) -> ask.text().matches("(?s).*\"role\"\\s*:\\s*\\[.*")
                                        && !ask.header("apikey").isEmpty()
                                ? Faults.refusal(400)
                                : server.send(ask)),
                new Harmless(
                        "roles-as-arrays-without-warning",
                        Faults.answering(ask -> true, reply -> reply.without("Warning"))));
    }
}
