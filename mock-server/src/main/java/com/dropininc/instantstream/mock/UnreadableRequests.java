package com.dropininc.instantstream.mock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty cannot read as an HTTP request in the API's own error shape. */
final class UnreadableRequests extends ErrorHandler {
    private final Supplier<Core> core;

    UnreadableRequests(Supplier<Core> core) {
        this.core = core;
    }

    /** Whatever version of HTTP is asked for, the request is at fault and not the server. */
    private static int clientsFault(int status) {
        return status == 0 || status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 ? HttpStatus.BAD_REQUEST_400 : status;
    }

    private static String reason(int status) {
        boolean tooLong =
                status == HttpStatus.URI_TOO_LONG_414 || status == HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431;
        return HttpStatus.getMessage(status)
                + (tooLong ? ", the mock takes " + HttpDoor.HEADER_BYTES + " bytes of request line and headers" : "");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = clientsFault(response.getStatus());
        Reply reply = core.get().flow().unreadable(status, reason(status));
        response.setStatus(reply.status());
        reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, MediaTypes.JSON);
        // Jetty ends the connection but does not always say so, and a client's next call would be lost on it.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        byte[] body = reply.json().orElse("").getBytes(StandardCharsets.UTF_8);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
