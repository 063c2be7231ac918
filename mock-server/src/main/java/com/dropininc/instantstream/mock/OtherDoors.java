package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.network.FrontDoor;
import com.dropininc.instantstream.mock.network.Intake;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What stands before the doors whose threads may wait, as those of servlets do: it lets a request in when its body is
 * there, on a thread that does not read from the network for others. Safe to share between threads.
 */
final class OtherDoors extends Handler.Wrapper {
    /** A snapshot of a sandbox may be large. */
    private static final int BODY_BYTES = 32 << 20;

    /** What all bodies that are on their way may weigh together. */
    private static final long ALL_BYTES = 256L << 20;

    private final Duration patience;
    private final AtomicLong arriving = new AtomicLong();

    /**
     * @param patience how long a body may take to arrive
     */
    OtherDoors(Duration patience) {
        this.patience = patience;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.getHeaders()
                .put(
                        RequestId.HEADER,
                        RequestId.of(Optional.ofNullable(request.getHeaders().get(RequestId.HEADER))));
        if (request.getLength() == 0) {
            letIn(request, response, callback);
            return true;
        }
        // As much as it says, or as much as it may: nobody knows what a chunked one will weigh.
        long weight = request.getLength() < 0 ? BODY_BYTES : Math.min(request.getLength(), BODY_BYTES);
        if (arriving.addAndGet(weight) > ALL_BYTES) {
            arriving.addAndGet(-weight);
            FrontDoor.refuse(
                    response,
                    callback,
                    HttpStatus.SERVICE_UNAVAILABLE_503,
                    "bodies of more than " + ALL_BYTES + " bytes are on their way already: try again");
            return true;
        }
        Intake.read(request, BODY_BYTES, patience, new Arriving(request, response, callback, weight));
        return true;
    }

    /** As Jetty would: whatever goes wrong is answered, or the client would wait for ever. */
    private void letIn(Request request, Response response, Callback callback) {
        request.getComponents().getExecutor().execute(() -> {
            try {
                if (!super.handle(request, response, callback)) {
                    Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
                }
            } catch (Throwable e) {
                Response.writeError(request, response, callback, e);
            }
        });
    }

    /** A request whose body is awaited. */
    private final class Arriving implements Intake.Taker {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final long weight;

        Arriving(Request request, Response response, Callback callback, long weight) {
            this.request = request;
            this.response = response;
            this.callback = callback;
            this.weight = weight;
        }

        @Override
        public void taken(Optional<byte[]> body) {
            arriving.addAndGet(-weight);
            if (body.isEmpty()) {
                FrontDoor.refuse(
                        response,
                        callback,
                        HttpStatus.PAYLOAD_TOO_LARGE_413,
                        "the body has more than " + BODY_BYTES + " bytes");
            } else {
                letIn(new Arrived(request, body.get()), response, callback);
            }
        }

        @Override
        public void late() {
            arriving.addAndGet(-weight);
            FrontDoor.refuse(
                    response,
                    callback,
                    HttpStatus.REQUEST_TIMEOUT_408,
                    "the body did not arrive within " + patience + ", the mock's --patience");
        }

        @Override
        public void lost(Throwable why) {
            arriving.addAndGet(-weight);
            callback.failed(why);
        }
    }

    /** A request whose body is there. */
    private static final class Arrived extends Request.Wrapper {
        private final Content.Source body;

        Arrived(Request request, byte[] body) {
            super(request);
            this.body = Content.Source.from(ByteBuffer.wrap(body));
        }

        @Override
        public Content.Chunk read() {
            return body.read();
        }

        @Override
        public void demand(Runnable demandCallback) {
            body.demand(demandCallback);
        }

        @Override
        public void fail(Throwable failure) {
            body.fail(failure);
            super.fail(failure);
        }
    }
}
