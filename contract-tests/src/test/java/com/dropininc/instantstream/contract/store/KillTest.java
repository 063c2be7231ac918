package com.dropininc.instantstream.contract.store;

import java.nio.file.Path;
import java.time.Duration;
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

    private static void answers(Witnesses witnesses, int many) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> witnesses.answered() >= many);
    }
}
