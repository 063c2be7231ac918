package com.dropininc.instantstream.contract.store;

import com.dropininc.instantstream.mock.Keeping;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Three mocks that share a Redis, and the wire to it. */
record Replicas(RedisServer redis, Balancer wire, List<MockServer> mocks) implements AutoCloseable {
    static Replicas in(Path directory) throws IOException {
        RedisServer redis = RedisServer.in(directory);
        Balancer wire = Balancer.ofBytes(redis.port());
        return new Replicas(
                redis, wire, Stream.generate(() -> one(wire)).limit(3).toList());
    }

    private static MockServer one(Balancer wire) {
        return MockServer.start(
                MockConfig.standard().withKeeping(Keeping.at("redis://127.0.0.1:" + wire.port() + "/0")));
    }

    /** One more, which its caller closes. */
    MockServer another() {
        return one(wire);
    }

    Api at(int replica) {
        return Api.of(mocks.get(replica));
    }

    @Override
    public void close() throws IOException {
        mocks.forEach(MockServer::close);
        wire.close();
        redis.close();
    }
}
