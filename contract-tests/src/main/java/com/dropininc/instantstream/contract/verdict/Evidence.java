package com.dropininc.instantstream.contract.verdict;

/**
 * One call as it can be shown: no key or secret is in it.
 *
 * @param request request line, headers and the beginning of the body
 * @param answer status, headers and the beginning of the body; or why there is none
 * @param curl a shell line that repeats the call; the key is {@code $VARIABLE}
 * @param script a shell script that repeats all that led to the call too; empty when nothing did
 */
public record Evidence(String request, String answer, String curl, String script) {
    public Evidence(String request, String answer, String curl) {
        this(request, answer, curl, "");
    }

    /** The same with what led to the call. */
    public Evidence after(String steps) {
        return new Evidence(request, answer, curl, steps);
    }
}
