package com.dropininc.instantstream.contract.mutant;

import java.util.List;

/** Faults of the status line. */
final class StatusMutants {
    private StatusMutants() {}

    static List<Mutant> all() {
        return List.of(
                refused("conflict-is-a-bad-request", "refused-state-409", "cell-*", 409, 400),
                refused("conflict-is-a-crash", "no-server-error-on-bad-input", "cell-*", 409, 500),
                refused("conflict-is-a-success", "ping-while-streaming", "cell-*", 409, 200),
                refused("unknown-token-is-a-success", "unknown-token-404", "unknown-token-*", 404, 200),
                refused("invalid-is-unprocessable", "invalid-request-400", "invalid-body-*", 400, 422),
                refused("invalid-is-a-success", "required-field", "invalid-body-*", 400, 200),
                refused("no-key-is-a-success", "key-required", "keys-*", 401, 200),
                pingByViewerIsUnauthorised(),
                refused("large-body-is-a-bad-request", "body-limit-413", "body-size-*", 413, 400),
                refused("other-type-is-a-bad-request", "content-type-415", "body-type-*", 415, 400),
                refused("other-method-is-not-found", "wrong-method-405", "wrong-method-*", 405, 404),
                success("created-by-request", "request", "request-*", 201),
                success("accepted-by-stop", "stop/", "either-side-*", 202),
                success("multi-status-by-get", "get/", "reading-*", 207),
                pendingOfNobodyIsNotFound());
    }

    private static Mutant refused(String name, String rule, String checks, int status, int other) {
        return Mutant.ofAnswer(
                name, rule, checks, ask -> true, reply -> reply.status() == status ? reply.status(other) : reply);
    }

    private static Mutant pingByViewerIsUnauthorised() {
        return Mutant.ofAnswer(
                "ping-by-viewer-is-unauthorised",
                "ping-refusal-403",
                "ping-is-for-*",
                ask -> ask.posts("ping/"),
                reply -> reply.status() == 403 ? reply.status(401) : reply);
    }

    private static Mutant success(String name, String operation, String checks, int other) {
        return Mutant.ofAnswer(
                name,
                "success-200",
                checks,
                ask -> ask.path().contains("/" + operation),
                reply -> reply.ok() ? reply.status(other) : reply);
    }

    private static Mutant pendingOfNobodyIsNotFound() {
        return Mutant.ofAnswer(
                "pending-of-nobody-is-not-found",
                "pending-unknown-empty",
                "pending-of-nobody-*",
                ask -> ask.path().endsWith("/pending"),
                reply -> reply.ok() && reply.json().isEmpty() ? Faults.refusal(404) : reply);
    }
}
