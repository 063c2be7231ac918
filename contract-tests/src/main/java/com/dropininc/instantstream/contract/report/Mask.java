package com.dropininc.instantstream.contract.report;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a text what no report may carry: keys and secrets, phone numbers, mail addresses, and what stands under
 * a name that says it is secret. Immutable.
 */
public final class Mask implements UnaryOperator<String> {
    private static final Pattern PHONE = Pattern.compile("(?<![\\w.])(\\+|%2B)\\d{5,13}(\\d{2})(?!\\d)");
    private static final Pattern MAIL = Pattern.compile("[\\w.!#$%&'*+/=?^`{|}~-]+(@|%40)([\\w-]+(?:\\.[\\w-]+)+)");
    private static final Pattern NAMED = Pattern.compile(
            "(\"(?:deviceToken|sessionId|key|auth|shared_secret|apikey|password|secret)\"\\s*:\\s*\")((?:[^\"\\\\]|\\\\.)+)",
            Pattern.CASE_INSENSITIVE);

    /** The token of a media session stands beside its {@code sessionId}; a stream's own names the stream. */
    private static final Pattern MEDIA =
            Pattern.compile("(\"sessionId\"[^{}]*?\"token\"\\s*:\\s*\")((?:[^\"\\\\]|\\\\.)+)");

    private final UnaryOperator<String> redact;

    /** @param redact takes the keys and secrets of the run out */
    public Mask(UnaryOperator<String> redact) {
        this.redact = redact;
    }

    @Override
    public String apply(String text) {
        String masked = redact.apply(text);
        masked = MEDIA.matcher(masked).replaceAll("$1***");
        masked = NAMED.matcher(masked).replaceAll(Mask::hidden);
        masked = MAIL.matcher(masked).replaceAll("***$1$2");
        return PHONE.matcher(masked).replaceAll("$1***$2");
    }

    /** A variable that stands for a key stays: it hides nothing and says which one it was. */
    private static String hidden(java.util.regex.MatchResult named) {
        String text = named.group(2).startsWith("$INSTANTSTREAM") ? named.group(2) : "***";
        return Matcher.quoteReplacement(named.group(1) + text);
    }
}
