package com.dropininc.instantstream.mock;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of paths and queries (RFC 3986 section 2.1). */
final class PercentCoding {
    private PercentCoding() {}

    /**
     * Decodes a text; one with a broken escape stays as it is, and so is whatever the broken text is then found to be.
     *
     * @param plusIsBlank as in a query or a form, but not in a path
     */
    static String decode(String text, boolean plusIsBlank) {
        if (text.indexOf('%') < 0 && (!plusIsBlank || text.indexOf('+') < 0)) {
            return text;
        }
        try {
            return URLDecoder.decode(plusIsBlank ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
