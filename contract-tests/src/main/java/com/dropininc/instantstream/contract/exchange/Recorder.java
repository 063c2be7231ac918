package com.dropininc.instantstream.contract.exchange;

import com.dropininc.instantstream.contract.verdict.Evidence;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Writes calls and answers down as they can be shown: bounded, and without keys or secrets. */
final class Recorder {
    private static final int SHOWN_CHARS = 2000;

    private final String baseUrl;
    private final String keyHeader;
    private final Keys keys;

    Recorder(String baseUrl, String keyHeader, Keys keys) {
        this.baseUrl = baseUrl;
        this.keyHeader = keyHeader;
        this.keys = keys;
    }

    Evidence evidence(Call call, Answer answer) {
        return new Evidence(request(call), answer(answer), curl(call));
    }

    private String request(Call call) {
        StringBuilder text = new StringBuilder(call.method() + " " + call.pathAndQuery() + "\n");
        call.key().ifPresent(key -> text.append(keyHeader + ": " + key + "\n"));
        headers(call).forEach((name, value) -> text.append(name + ": " + value + "\n"));
        call.body().ifPresent(body -> text.append("\n" + new String(body.bytes(), StandardCharsets.UTF_8)));
        return shown(text.toString());
    }

    private String answer(Answer answer) {
        StringBuilder text =
                new StringBuilder(answer.status() + " after " + answer.took().toMillis() + " ms\n");
        answer.headers().forEach((name, value) -> text.append(name + ": " + value + "\n"));
        return shown(text.append("\n").append(answer.text()).toString());
    }

    String curl(Call call) {
        StringBuilder line = new StringBuilder("curl -sS -i -X " + call.method());
        // In double quotes, so that the shell fills the variable in.
        call.key().ifPresent(key -> line.append(" -H \"" + keyHeader + ": " + key + "\""));
        headers(call).forEach((name, value) -> line.append(" -H " + quoted(name + ": " + value)));
        call.body()
                .ifPresent(body -> line.append(
                        body.bytes().length > SHOWN_CHARS
                                ? " --data-binary @body-of-" + body.bytes().length + "-bytes"
                                : " --data-binary " + quoted(body.bytes())));
        return keys.redact(line + " " + quoted(baseUrl + call.pathAndQuery()));
    }

    private static Map<String, String> headers(Call call) {
        Map<String, String> headers = new java.util.LinkedHashMap<>(call.headers());
        call.body()
                .filter(body -> !body.contentType().isEmpty())
                .ifPresent(body -> headers.put("Content-Type", body.contentType()));
        return headers;
    }

    private String shown(String text) {
        String redacted = keys.redact(text);
        return redacted.length() <= SHOWN_CHARS
                ? redacted
                : redacted.substring(0, SHOWN_CHARS) + "\n... " + (redacted.length() - SHOWN_CHARS) + " more";
    }

    private static String quoted(String text) {
        return quoted(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Shell quotes; bytes that a terminal does not show are written as bash's {@code $'\xNN'}. */
    private static String quoted(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean plain = java.util.Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)
                && text.chars().noneMatch(Character::isISOControl);
        if (plain) {
            return "'" + text.replace("'", "'\\''") + "'";
        }
        StringBuilder escaped = new StringBuilder("$'");
        for (byte b : bytes) {
            int value = b & 0xff;
            boolean printable = value >= 0x20 && value < 0x7f && value != '\'' && value != '\\';
            escaped.append(printable ? String.valueOf((char) value) : String.format(Locale.ROOT, "\\x%02x", value));
        }
        return escaped.append("'").toString();
    }
}
