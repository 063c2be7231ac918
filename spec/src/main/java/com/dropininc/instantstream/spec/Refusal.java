package com.dropininc.instantstream.spec;

/**
 * A way to say no (`x-refusals`).
 *
 * @param id stable kebab-case id
 * @param status HTTP status
 * @param code the word in the error's {@code code}
 * @param rule the rule by which the request is refused
 * @param advice what the caller can do
 */
public record Refusal(String id, int status, String code, Rule rule, String advice) {}
