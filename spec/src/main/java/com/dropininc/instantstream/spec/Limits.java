package com.dropininc.instantstream.spec;

import java.time.Duration;

/**
 * Limits of the API (`x-limits`).
 *
 * @param bodyBytes largest request body, in bytes
 * @param answerTime longest time to an answer
 */
public record Limits(int bodyBytes, Duration answerTime, Provenance provenance) {}
