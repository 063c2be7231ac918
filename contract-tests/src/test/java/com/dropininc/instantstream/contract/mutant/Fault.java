package com.dropininc.instantstream.contract.mutant;

import java.io.IOException;

/** What a proxy does instead of passing a call on as it is. */
@FunctionalInterface
public interface Fault {
    /** The server behind the proxy. */
    @FunctionalInterface
    interface Server {
        Reply send(Ask ask) throws IOException, InterruptedException;
    }

    Reply answer(Ask ask, Server server) throws IOException, InterruptedException;

    /** Passes every call on as it is. */
    static Reply none(Ask ask, Server server) throws IOException, InterruptedException {
        return server.send(ask);
    }
}
