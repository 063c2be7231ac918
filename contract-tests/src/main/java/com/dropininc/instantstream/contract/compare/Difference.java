package com.dropininc.instantstream.contract.compare;

import java.util.List;

/**
 * One way in which two targets answer differently, wherever it shows.
 *
 * @param kind {@code only in A}, {@code only in B}, {@code status}, {@code shape}, {@code word}, {@code form},
 *     {@code content type}, {@code timing} or {@code step}
 * @param field path in the answer; empty where it is about the whole
 * @param a what the one says
 * @param b what the other says
 * @param steps in which steps it showed
 */
public record Difference(String kind, String operation, String field, String a, String b, List<String> steps) {}
