package com.dropininc.instantstream.contract.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Undoes the content coding of an answer (RFC 9110 section 8.4): a server may compress without being asked. */
final class ContentCoding {
    private ContentCoding() {}

    /**
     * The body as it was before it was coded.
     *
     * @throws IOException if the coding is broken, or what comes out is larger than {@code limit} bytes
     */
    static byte[] undone(byte[] body, Map<String, String> headers, int limit) throws IOException {
        String coding = headers.getOrDefault("content-encoding", "").strip().toLowerCase(Locale.ROOT);
        if (body.length == 0 || coding.isEmpty() || coding.equals("identity")) {
            return body;
        }
        try (InputStream in = opened(coding, new ByteArrayInputStream(body))) {
            byte[] plain = in.readNBytes(limit + 1);
            if (plain.length > limit) {
                throw new IOException("the answer is larger than " + limit + " bytes when it is unpacked");
            }
            return plain;
        }
    }

    private static InputStream opened(String coding, InputStream in) throws IOException {
        return switch (coding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(in);
            case "deflate" -> new InflaterInputStream(in);
            default -> throw new IOException("the content coding " + coding + " was not asked for");
        };
    }
}
