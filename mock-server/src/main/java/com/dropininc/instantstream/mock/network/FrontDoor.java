package com.dropininc.instantstream.mock.network;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What every request passes first, whatever it is for. Safe to share between threads. */
public final class FrontDoor extends Handler.Wrapper {
    private final Connections connections;
    private volatile boolean closing;

    public FrontDoor(Connections connections) {
        this.connections = connections;
    }

    /** From now on every answer is the last on its connection. */
    public void close() {
        closing = true;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Bounds bounds = connections.bounds();
        if (connections.surplus(request.getConnectionMetaData().getConnection())) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
            refuse(
                    response,
                    callback,
                    HttpStatus.SERVICE_UNAVAILABLE_503,
                    "there are " + bounds.connections() + " connections already, the mock's --max-connections");
            return true;
        }
        if (request.getHeaders().size() > bounds.headers()) {
            refuse(
                    response,
                    callback,
                    HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431,
                    "the request has more than " + bounds.headers() + " headers, the mock's --max-headers");
            return true;
        }
        if (closing) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        return super.handle(request, response, callback);
    }

    /** Refuses a request by a bound of the mock's own, in the shape of the API's errors, and ends its connection. */
    public static void refuse(Response response, Callback callback, int status, String why) {
        String text = "[{\"code\":\"E_MOCK_LIMIT\",\"message\":\"" + why + "\",\"log\":\"\"}]\n";
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, "application/json");
        headers.put(HttpHeader.CONNECTION, "close");
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
