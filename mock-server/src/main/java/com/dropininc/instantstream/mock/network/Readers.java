package com.dropininc.instantstream.mock.network;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;

/** A port whose readers, one for each core, rest now and then, since others may need their core. */
final class Readers extends ServerConnector {
    /** Threads that read from the network; most calls are answered by them. */
    private static final int NUMBER = Math.min(16, Runtime.getRuntime().availableProcessors());

    /** Linux makes some fifty microseconds of it, which is enough. */
    private static final long REST_NANOS = 1;

    /** Windows would make milliseconds of it. */
    private static final boolean RESTS = !System.getProperty("os.name").startsWith("Windows");

    Readers(Server server, List<ConnectionFactory> protocols) {
        super(server, null, null, null, -1, NUMBER, protocols.toArray(ConnectionFactory[]::new));
    }

    @Override
    protected SelectorManager newSelectorManager(Executor executor, Scheduler scheduler, int number) {
        return new ServerConnectorManager(executor, scheduler, number) {
            @Override
            protected ManagedSelector newSelector(int id) {
                return new Reader(this, id);
            }
        };
    }

    private static final class Reader extends ManagedSelector {
        private final Stint stint = new Stint(System.nanoTime());

        Reader(SelectorManager manager, int id) {
            super(manager, id);
        }

        @Override
        protected int nioSelect(Selector selector, boolean now) throws IOException {
            long from = System.nanoTime();
            if (RESTS && stint.over(from)) {
                LockSupport.parkNanos(REST_NANOS);
            }
            int ready = super.nioSelect(selector, now);
            stint.away(from, System.nanoTime());
            return ready;
        }
    }
}
