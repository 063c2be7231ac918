package com.dropininc.instantstream.contract.exchange;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.HttpVersion;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.params.ClientPNames;
import org.apache.http.client.params.CookiePolicy;
import org.apache.http.conn.params.ConnRoutePNames;
import org.apache.http.conn.scheme.Scheme;
import org.apache.http.conn.scheme.SchemeRegistry;
import org.apache.http.conn.ssl.SSLSocketFactory;
import org.apache.http.entity.HttpEntityWrapper;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.client.DefaultHttpRequestRetryHandler;
import org.apache.http.impl.client.RequestWrapper;
import org.apache.http.impl.conn.PoolingClientConnectionManager;
import org.apache.http.impl.conn.SchemeRegistryFactory;
import org.apache.http.params.CoreConnectionPNames;
import org.apache.http.params.CoreProtocolPNames;
import org.apache.http.params.HttpParams;
import org.apache.http.params.SyncBasicHttpParams;

/**
 * One pool of connections under REST-assured, which takes no newer client than this one. Each call has a client of its
 * own over the common pool, so that calls share no state, an end by when it is aborted however slowly bytes drip in,
 * and a bound on the size of its answer.
 */
@SuppressWarnings("deprecation")
final class Connections implements AutoCloseable {
    static final int MAX_ANSWER_BYTES = 8 << 20;
    private static final int POOL = 128;
    private static final int BUFFER_BYTES = 8192;

    /** The answer has more bytes than the suite is willing to hold. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final Duration answerTime;
    private final Network network;
    private final PoolingClientConnectionManager pool;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "call-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    Connections(Duration answerTime, Network network) {
        this.answerTime = answerTime;
        this.network = network;
        SchemeRegistry schemes = SchemeRegistryFactory.createDefault();
        network.trust().ifPresent(trust -> schemes.register(new Scheme("https", 443, new SSLSocketFactory(trust))));
        this.pool = new PoolingClientConnectionManager(schemes);
        pool.setMaxTotal(POOL);
        pool.setDefaultMaxPerRoute(POOL);
    }

    Duration answerTime() {
        return answerTime;
    }

    boolean timedOut(Duration after) {
        return after.compareTo(answerTime) >= 0;
    }

    HttpClient client() {
        DefaultHttpClient client = new DefaultHttpClient(pool, parameters());
        client.setHttpRequestRetryHandler(new DefaultHttpRequestRetryHandler(0, false));
        client.addRequestInterceptor((request, context) -> abortLater(request));
        client.addRequestInterceptor((request, context) -> bare(request));
        client.addResponseInterceptor((response, context) -> bound(response));
        return client;
    }

    /** All of them: what a client would look up for itself on every call costs more than the call. */
    private HttpParams parameters() {
        int millis = (int) answerTime.toMillis();
        HttpParams parameters = new SyncBasicHttpParams()
                .setParameter(CoreProtocolPNames.PROTOCOL_VERSION, HttpVersion.HTTP_1_1)
                .setParameter(CoreProtocolPNames.USER_AGENT, "instantstream-contract-tests")
                .setParameter(CoreConnectionPNames.SOCKET_BUFFER_SIZE, BUFFER_BYTES)
                .setParameter(CoreConnectionPNames.CONNECTION_TIMEOUT, (int)
                        network.connectTime().toMillis())
                .setParameter(CoreConnectionPNames.SO_TIMEOUT, millis)
                .setParameter(CoreConnectionPNames.TCP_NODELAY, true)
                .setParameter(ClientPNames.HANDLE_REDIRECTS, false)
                .setParameter(ClientPNames.COOKIE_POLICY, CookiePolicy.IGNORE_COOKIES);
        network.proxy()
                .ifPresent(proxy -> parameters.setParameter(
                        ConnRoutePNames.DEFAULT_PROXY, new HttpHost(proxy.getHost(), proxy.getPort())));
        return parameters;
    }

    private void abortLater(HttpRequest request) {
        if (request instanceof RequestWrapper wrapper && wrapper.getOriginal() instanceof HttpUriRequest original) {
            // Aborting a call that is over does nothing.
            var unused = clock.schedule(original::abort, answerTime.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** REST-assured calls nothing at all a form, which a server may refuse with good reason. */
    private static void bare(HttpRequest request) {
        HttpEntity entity = request instanceof HttpEntityEnclosingRequest enclosing ? enclosing.getEntity() : null;
        if (entity == null || entity.getContentLength() == 0) {
            request.removeHeaders("Content-Type");
        }
    }

    private static void bound(HttpResponse response) {
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            response.setEntity(new HttpEntityWrapper(entity) {
                @Override
                public InputStream getContent() throws IOException {
                    return new Bounded(super.getContent());
                }
            });
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        pool.shutdown();
    }

    private static final class Bounded extends FilterInputStream {
        private long left = MAX_ANSWER_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            return read < 0 ? read : counted(1, read);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            return read < 0 ? read : counted(read, read);
        }

        private int counted(int bytes, int result) throws TooLarge {
            left -= bytes;
            if (left < 0) {
                throw new TooLarge();
            }
            return result;
        }
    }
}
