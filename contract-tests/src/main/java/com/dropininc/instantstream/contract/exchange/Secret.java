package com.dropininc.instantstream.contract.exchange;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An API key or an app secret. Shows itself as the variable that it came from, never as its text.
 *
 * <p>No record, so that no generated method shows the text.
 */
public final class Secret {
    private final String variable;
    private final String text;

    public Secret(String variable, String text) {
        this.variable = variable;
        this.text = text;
    }

    /** The text itself, for the wire and for signatures only. */
    String reveal() {
        return text;
    }

    /** Replaces the text wherever it stands by the name of its variable. */
    String redact(String line) {
        return text.isBlank() ? line : line.replace(text, toString());
    }

    /** Whether the text shows in a line. */
    boolean shows(String line) {
        return !text.isBlank() && line.contains(text);
    }

    /** A key that is like this one and is not it. */
    public Secret changed(UnaryOperator<String> change) {
        return new Secret(variable + "_CHANGED", change.apply(text));
    }

    /** Whether both are one and the same key. */
    public boolean sameAs(Secret other) {
        return text.equals(other.text);
    }

    /** The call with this key in a header where it does not belong. */
    public Call on(Call call, String header, String prefix) {
        return call.header(header, prefix + text);
    }

    /** The call with this key in its query, where it does not belong. */
    public Call inQuery(Call call, String name) {
        return call.query(name, text);
    }

    /** Whether this is the text. */
    public boolean is(String other) {
        return text.equals(other);
    }

    /** The HMAC-SHA256 of a message under this secret, in hexadecimal digits. */
    public String sign(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "$" + variable;
    }
}
