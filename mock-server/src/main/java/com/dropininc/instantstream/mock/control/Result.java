package com.dropininc.instantstream.mock.control;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What an admin route answers. */
public sealed interface Result {
    /** JSON of a value. */
    record Json(int status, Object value) implements Result {}

    /** A text of another type. */
    record Text(String contentType, String text) implements Result {}

    /** Bytes of any kind, such as a page, with headers of their own. */
    record Bytes(int status, String contentType, byte[] content, Map<String, String> headers) implements Result {}

    /** Nothing more to say: 204. */
    record Nothing() implements Result {}

    /** JSON of a value that is not there yet. */
    record Later(CompletableFuture<?> value) implements Result {}

    /** Whatever is written, as long as the client listens. */
    record Flowing(String contentType, Writer writer) implements Result {}

    /** Writes until it has said everything or the client has gone. */
    interface Writer {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    static Result ok(Object value) {
        return new Json(200, value);
    }

    static Result created(Object value) {
        return new Json(201, value);
    }

    static Result none() {
        return new Nothing();
    }
}
