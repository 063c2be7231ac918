package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.network.FrontDoor;
import com.dropininc.instantstream.mock.network.Intake;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Where calls of the API come in: before Javalin, whose servlets would cost as much as all the rest of the mock does
 * with a call. They are answered by the thread that reads them from the network, since to wake another one costs as
 * much again; unless they may have to wait for a store or for a real environment, or ask for a list, which may be long.
 * What belongs to somebody else passes through. Safe to share between threads.
 */
final class ApiDoor extends Handler.Wrapper {
    private static final byte[] NO_BYTES = {};

    private final Supplier<Core> core;
    private final Sending sending;
    private final Duration patience;
    private final BiPredicate<String, String> foreign;
    private final boolean waits;

    /**
     * @param core asked for each request, since the files that it is made from may have changed
     * @param patience how long a body may take to arrive
     * @param foreign whether a method and a raw path belong to another door
     * @param waits whether to answer a call may take more than this mock's memory
     */
    ApiDoor(
            Supplier<Core> core,
            Sending sending,
            Duration patience,
            BiPredicate<String, String> foreign,
            boolean waits) {
        this.core = core;
        this.sending = sending;
        this.patience = patience;
        this.foreign = foreign;
        this.waits = waits;
    }

    @Override
    public InvocationType getInvocationType() {
        return waits ? InvocationType.BLOCKING : super.getInvocationType();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (foreign.test(request.getMethod(), path(request))) {
            return super.handle(request, response, callback);
        }
        Core now = core.get();
        Sending.Line line = new Sending.Line(request, response, callback);
        Intake.read(request, now.contract().limits().bodyBytes(), patience, new Intake.Taker() {
            @Override
            public void taken(Optional<byte[]> body) {
                Call call = call(request, body);
                if (!waits && now.flow().leadsToList(call)) {
                    request.getComponents().getExecutor().execute(() -> answer(call));
                } else {
                    answer(call);
                }
            }

            /** Whatever goes wrong is answered, as Jetty would: or the client would wait for ever. */
            private void answer(Call call) {
                try {
                    sending.send(line, now.flow().serve(call));
                } catch (Throwable e) {
                    lost(e);
                }
            }

            @Override
            public void late() {
                FrontDoor.refuse(
                        response,
                        callback,
                        HttpStatus.REQUEST_TIMEOUT_408,
                        "the body did not arrive within " + patience + ", the mock's --patience");
            }

            @Override
            public void lost(Throwable why) {
                callback.failed(why);
            }
        });
        return true;
    }

    private static String path(Request request) {
        String path = request.getHttpURI().getPath();
        return path == null ? "" : path;
    }

    private static Call call(Request request, Optional<byte[]> body) {
        HttpURI uri = request.getHttpURI();
        String query = uri.getQuery() == null ? "" : uri.getQuery();
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
}
