package com.dropininc.instantstream.mock;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Where calls of the API come in: before Javalin, whose servlets would cost as much as all the rest of the mock does
 * with a call. What belongs to somebody else passes through. Safe to share between threads.
 */
final class ApiDoor extends Handler.Wrapper {
    /** A client that is still sending cannot read a refusal, so this much of too large a body is read and dropped. */
    private static final int DRAINED_BYTES = 64 << 20;

    private static final byte[] NO_BYTES = {};

    private final Supplier<Core> core;
    private final Sending sending;
    private final BiPredicate<String, String> foreign;

    /**
     * @param core asked for each request, since the files that it is made from may have changed
     * @param foreign whether a method and a raw path belong to another door
     */
    ApiDoor(Supplier<Core> core, Sending sending, BiPredicate<String, String> foreign) {
        this.core = core;
        this.sending = sending;
        this.foreign = foreign;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (foreign.test(request.getMethod(), path(request))) {
            return super.handle(request, response, callback);
        }
        Core now = core.get();
        Call call = call(request, now.contract().limits().bodyBytes());
        sending.send(new Sending.Line(request, response, callback), now.flow().serve(call));
        return true;
    }

    private static String path(Request request) {
        String path = request.getHttpURI().getPath();
        return path == null ? "" : path;
    }

    private static Call call(Request request, int bodyBytes) throws IOException {
        HttpURI uri = request.getHttpURI();
        String query = uri.getQuery() == null ? "" : uri.getQuery();
        Optional<byte[]> body = body(request, bodyBytes);
        return new Call(
                request.getMethod(),
                path(request),
                query,
                Call.query(query),
                headers(request.getHeaders()),
                body.orElse(NO_BYTES),
                body.isEmpty());
    }

    /** By name, whatever its capital letters; the first counts where a header comes twice. */
    private static Map<String, String> headers(HttpFields fields) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpField field : fields) {
            headers.putIfAbsent(field.getName(), field.getValue() == null ? "" : field.getValue());
        }
        return headers;
    }

    /** The body; empty when it is larger than that. */
    private static Optional<byte[]> body(Request request, int bodyBytes) throws IOException {
        long length = request.getLength();
        if (length == 0) {
            return Optional.of(NO_BYTES);
        }
        InputStream in = Content.Source.asInputStream(request);
        byte[] body = length > 0 && length <= bodyBytes ? in.readNBytes((int) length) : in.readNBytes(bodyBytes + 1);
        if (body.length <= bodyBytes) {
            return Optional.of(body);
        }
        drain(in);
        return Optional.empty();
    }

    private static void drain(InputStream in) throws IOException {
        byte[] dropped = new byte[1 << 16];
        int total = 0;
        for (int read = in.read(dropped); read >= 0 && total < DRAINED_BYTES; read = in.read(dropped)) {
            total += read;
        }
    }
}
