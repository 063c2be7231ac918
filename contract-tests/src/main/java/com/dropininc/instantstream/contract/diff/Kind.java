package com.dropininc.instantstream.contract.diff;

/**
 * A sort of change.
 *
 * @param id stable kebab-case id
 * @param sentence what has happened, for a person
 */
public record Kind(String id, Impact impact, String sentence) {}
