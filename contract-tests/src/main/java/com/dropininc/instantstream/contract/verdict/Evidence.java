package com.dropininc.instantstream.contract.verdict;

/**
 * One call as it can be shown: no key or secret is in it.
 *
 * @param request request line, headers and the beginning of the body
 * @param answer status, headers and the beginning of the body; or why there is none
 * @param curl a shell line that repeats the call; the key is {@code $VARIABLE}
 */
public record Evidence(String request, String answer, String curl) {}
