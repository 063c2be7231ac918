package com.dropininc.instantstream.contract.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mocks that are killed without warning under load: what was answered is there, and nothing that cannot be. */
@Timeout(1800)
class KillTest {
    private static final int ROUNDS = Integer.getInteger("instantstream.rounds", 2);

    private static final int REPLICAS = 3;

    @TempDir
    Path dir;

    @Test
    void killed_under_load_a_mock_has_all_that_it_has_answered_when_it_is_back() throws Exception {
        Random random = new Random(ROUNDS);
        String[] options = {"--data", dir.resolve("data").toString()};
        MockProcess mock = MockProcess.start(dir, options);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                try (Witnesses witnesses = new Witnesses(round)) {
                    witnesses.call(List.of(mock.baseUrl()));
                    answers(witnesses, 50 + random.nextInt(400));
                    mock.kill();
                    mock = MockProcess.start(dir, options);
                    witnesses.judge(new Api(mock.baseUrl(), Api.OPERATOR));
                }
            }
        } finally {
            mock.close();
        }
    }

    @Test
    void killed_under_load_a_replica_takes_nothing_along_that_was_answered() throws Exception {
        Random random = new Random(ROUNDS);
        try (RedisServer redis = RedisServer.in(dir)) {
            String[] options = {"--store", redis.url()};
            List<MockProcess> mocks = new ArrayList<>();
            try {
                for (int i = 0; i < REPLICAS; i++) {
                    mocks.add(MockProcess.start(dir, options));
                }
                for (int round = 0; round < ROUNDS; round++) {
                    try (Witnesses witnesses = new Witnesses(round)) {
                        witnesses.call(mocks.stream().map(MockProcess::baseUrl).toList());
                        answers(witnesses, 50 + random.nextInt(400));
                        int killed = random.nextInt(REPLICAS);
                        mocks.get(killed).kill();
                        int before = witnesses.answered();
                        answers(witnesses, before + 50);
                        mocks.set(killed, MockProcess.start(dir, options));
                        witnesses.judge(new Api(mocks.get(killed).baseUrl(), Api.OPERATOR));
                    }
                }
            } finally {
                mocks.forEach(MockProcess::close);
            }
        }
    }

    private static void answers(Witnesses witnesses, int many) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> witnesses.answered() >= many);
    }
}
