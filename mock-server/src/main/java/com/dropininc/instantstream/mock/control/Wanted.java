package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.mock.sandbox.Entry;
import com.dropininc.instantstream.spec.Contract;
import java.util.function.Predicate;

/** Which requests of a journal somebody means. */
final class Wanted {
    private Wanted() {}

    /**
     * Requests with that operation, token and status; an empty text means any.
     *
     * @throws Problem if there is no such operation, or if the status is none
     */
    static Predicate<Entry.Heading> of(Contract contract, String operation, String token, String status) {
        if (!operation.isEmpty() && !contract.operations().containsKey(operation)) {
            throw Problem.unknown("operation", operation, contract.operations().keySet());
        }
        if (!status.isEmpty() && !status.matches("[1-5](\\d\\d|xx)")) {
            throw Problem.invalid("status", "'" + status + "' is no status: write 404, or 4xx for all of its class");
        }
        return heading -> (operation.isEmpty() || operation.equals(heading.operation()))
                && (token.isEmpty() || token.equals(heading.token()))
                && (status.isEmpty() || fits(status, heading.status()));
    }

    private static boolean fits(String status, int actual) {
        return status.endsWith("xx") ? actual / 100 == status.charAt(0) - '0' : actual == Integer.parseInt(status);
    }
}
