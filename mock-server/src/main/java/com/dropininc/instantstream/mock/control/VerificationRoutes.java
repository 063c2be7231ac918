package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.mock.sandbox.Entry;
import com.dropininc.instantstream.mock.sandbox.Journal;
import com.dropininc.instantstream.spec.Contract;
import java.util.List;
import java.util.function.Predicate;

/** Routes by which a test asks whether a request was made. */
final class VerificationRoutes {
    private static final long LONGEST_WAIT_MILLIS = 60_000;
    private static final long STANDARD_WAIT_MILLIS = 5_000;
    private static final int SHOWN = 20;

    private static final Route.Field[] FIELDS = {
        Route.field("operation", "string", "operationId; any when left out"),
        Route.field("token", "string", "token of the stream; any when left out"),
        Route.field("status", "string", "a status such as 404, or a class such as 4xx; any when left out"),
        Route.field("atLeast", "integer", "so often or more; once when no number is given"),
        Route.field("atMost", "integer", "so often or less"),
        Route.field("exactly", "integer", "so often"),
        Route.field("timeoutMillis", "integer", "how long to wait at most; only for wait")
    };

    private final Contract contract;

    VerificationRoutes(Contract contract) {
        this.contract = contract;
    }

    /**
     * What a journal says.
     *
     * @param verdict {@code yes}, {@code no}, or {@code inconclusive} where requests that it had to forget would decide
     * @param count how many requests fit of those that it still has
     * @param evicted how many of any kind it had to forget
     * @param found the newest ones that fit, by id
     */
    record Verdict(String verdict, int count, long evicted, String explanation, List<String> found) {}

    /**
     * A count of requests that fit.
     *
     * @param conclusive whether no others can have been forgotten
     */
    record Count(int count, boolean conclusive, long evicted) {}

    private record Bounds(long least, long most) {
        String verdict(Journal.Findings findings) {
            long seen = findings.found().size();
            long possible = seen + findings.evicted();
            if (seen >= least && possible <= most) {
                return "yes";
            }
            return possible < least || seen > most ? "no" : "inconclusive";
        }
    }

    List<Route> routes() {
        return List.of(
                Route.post("/requests/count", "Counts the requests that fit", this::count)
                        .inSandbox()
                        .reading(FIELDS[0], FIELDS[1], FIELDS[2]),
                Route.post("/requests/verify", "Whether as many requests fit as are wanted", this::verify)
                        .inSandbox()
                        .reading(FIELDS[0], FIELDS[1], FIELDS[2], FIELDS[3], FIELDS[4], FIELDS[5]),
                Route.post(
                                "/requests/wait",
                                "Answers as soon as enough requests fit, or when the time is up",
                                this::await)
                        .inSandbox()
                        .reading(FIELDS[0], FIELDS[1], FIELDS[2], FIELDS[3], FIELDS[6]));
    }

    private Result count(AdminCall call) {
        Journal.Findings findings = call.sandbox().journal().select(wanted(call.body()));
        return Result.ok(new Count(findings.found().size(), findings.evicted() == 0, findings.evicted()));
    }

    private Result verify(AdminCall call) {
        Bounds bounds = bounds(call.body());
        return Result.ok(verdict(bounds, call.sandbox().journal().select(wanted(call.body()))));
    }

    private Result await(AdminCall call) {
        long millis = call.body().whole("timeoutMillis", 0, LONGEST_WAIT_MILLIS).orElse(STANDARD_WAIT_MILLIS);
        Bounds bounds =
                new Bounds(call.body().whole("atLeast", 1, Integer.MAX_VALUE).orElse(1L), Long.MAX_VALUE);
        return new Result.Later(call.sandbox()
                .journal()
                .when(wanted(call.body()), findings -> findings.found().size() >= bounds.least(), millis)
                .thenApply(findings -> verdict(bounds, findings)));
    }

    private Predicate<Entry.Heading> wanted(Wish wish) {
        String status = wish.value("status")
                .map(value -> value.isIntegralNumber() ? String.valueOf(value.asInt()) : value.asString(""))
                .orElse("");
        return Wanted.of(
                contract, wish.text("operation").orElse(""), wish.text("token").orElse(""), status);
    }

    private static Bounds bounds(Wish wish) {
        if (wish.value("exactly").isPresent()) {
            if (wish.value("atLeast").isPresent() || wish.value("atMost").isPresent()) {
                throw Problem.invalid("/exactly", "exactly goes with neither atLeast nor atMost");
            }
            long exactly = wish.whole("exactly", 0, Integer.MAX_VALUE).orElseThrow();
            return new Bounds(exactly, exactly);
        }
        boolean none = wish.value("atLeast").isEmpty() && wish.value("atMost").isEmpty();
        return new Bounds(
                wish.whole("atLeast", 0, Integer.MAX_VALUE).orElse(none ? 1L : 0L),
                wish.whole("atMost", 0, Integer.MAX_VALUE).orElse(Long.MAX_VALUE));
    }

    private static Verdict verdict(Bounds bounds, Journal.Findings findings) {
        String verdict = bounds.verdict(findings);
        String explanation = findings.found().size() + " requests fit"
                + (findings.evicted() == 0
                        ? ""
                        : "; the journal had to forget " + findings.evicted()
                                + " requests, some of which may fit too: clear it before a test");
        int from = Math.max(0, findings.found().size() - SHOWN);
        return new Verdict(
                verdict,
                findings.found().size(),
                findings.evicted(),
                explanation,
                findings.found().subList(from, findings.found().size()));
    }
}
