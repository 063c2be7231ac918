package com.dropininc.instantstream.contract.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Mocks that are killed without warning under load: what was answered is there, and nothing that cannot be. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(1800)
class KillTest {
    private static final int ROUNDS = Integer.getInteger("instantstream.rounds", 1);

    private static final int REPLICAS = 3;

    @TempDir
    Path dir;

    @Test
    void killed_under_load_a_mock_has_all_that_it_has_answered_when_it_is_back() throws Exception {
        Random random = new Random(ROUNDS);
        String[] options = {"--data", dir.resolve("data").toString()};
        MockProcess mock = MockProcess.start(dir, options);
        for (int round = 0; round < ROUNDS; round++) {
            try (Witnesses witnesses = new Witnesses(round)) {
                witnesses.call(List.of(mock.baseUrl()));
                answers(witnesses, 50 + random.nextInt(400));
                mock.kill();
                mock = MockProcess.start(dir, options);
                witnesses.judge(new Api(mock.baseUrl(), Api.OPERATOR));
            }
        }
        mock.close();
    }

    @Test
    void killed_under_load_a_replica_takes_nothing_along_that_was_answered() throws Exception {
        try (RedisServer redis = RedisServer.in(dir);
                Crew crew = new Crew(redis.url())) {
            Random random = new Random(ROUNDS);
            for (int round = 0; round < ROUNDS; round++) {
                killed(crew, random, round);
            }
        }
    }

    private static void killed(Crew crew, Random random, int round) throws Exception {
        try (Witnesses witnesses = new Witnesses(round)) {
            witnesses.call(crew.mocks.stream().map(MockProcess::baseUrl).toList());
            answers(witnesses, 50 + random.nextInt(400));
            int one = random.nextInt(REPLICAS);
            crew.mocks.get(one).kill();
            answers(witnesses, witnesses.answered() + 50);
            crew.mocks.set(one, crew.another());
            witnesses.judge(new Api(crew.mocks.get(one).baseUrl(), Api.OPERATOR));
        }
    }

    /** Mocks that share a Redis, each in a process of its own. */
    private final class Crew implements AutoCloseable {
        private final String url;
        private final List<MockProcess> mocks = new ArrayList<>();

        Crew(String url) throws IOException {
            this.url = url;
            for (int i = 0; i < REPLICAS; i++) {
                mocks.add(another());
            }
        }

        MockProcess another() throws IOException {
            return MockProcess.start(dir, "--store", url);
        }

        @Override
        public void close() {
            mocks.forEach(MockProcess::close);
        }
    }

    private static void answers(Witnesses witnesses, int many) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> witnesses.answered() >= many);
    }
}
