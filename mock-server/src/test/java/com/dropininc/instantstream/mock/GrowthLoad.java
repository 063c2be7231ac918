package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.mock.sandbox.Sandboxes;
import com.dropininc.instantstream.mock.stream.Act;
import com.dropininc.instantstream.mock.stream.Device;
import com.dropininc.instantstream.mock.stream.Retention;
import com.dropininc.instantstream.mock.stream.StreamState;
import com.dropininc.instantstream.spec.api.model.Role;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A mock with many streams and sandboxes in it, for {@code benchmarks/run.mjs} to measure: arguments are port, streams
 * and sandboxes. Prints what each weighs, then "ready", and serves until it is ended.
 */
public final class GrowthLoad {
    private GrowthLoad() {}

    /** Fills a mock and serves. */
    public static void main(String[] arguments) throws InterruptedException {
        int streams = Integer.parseInt(arguments[1]);
        int sandboxes = Integer.parseInt(arguments[2]);
        MockConfig config = MockConfig.standard()
                .withPort(Integer.parseInt(arguments[0]))
                .withWorkbench(new MockConfig.Workbench(
                        Optional.empty(),
                        false,
                        MockConfig.Workbench.STANDARD.journal(),
                        new Sandboxes.Limits(sandboxes + 1, Duration.ofHours(1), new Retention(2_000_000, 100_000))));
        MockServer mock = MockServer.start(config);
        long empty = heap();
        long texts = 0;
        Sandbox standard = mock.sandboxes().standard();
        for (int i = 0; i < streams; i++) {
            texts += request(standard, i);
        }
        long full = heap();
        if (streams > 0) {
            System.out.printf(
                    "%,d idle streams: %,d bytes each, of which %,d are their own text%n",
                    streams, (full - empty) / streams, texts / streams);
        }
        for (int i = 0; i < sandboxes; i++) {
            mock.sandboxes().open("load " + i, false);
        }
        if (sandboxes > 0) {
            System.out.printf("%,d idle sandboxes: %,d bytes each%n", sandboxes, (heap() - full) / sandboxes);
        }
        System.out.println("ready");
        Thread.currentThread().join();
    }

    /** Makes a stream of its own account; answers how long its texts are. */
    private static int request(Sandbox sandbox, int number) {
        String phone = "+1202" + (1_000_000 + number);
        String email = "viewer" + number + "@example.com";
        String account = sandbox.accounts().of(phone);
        StreamState.Request request = new StreamState.Request(account, phone, email, false);
        Act act = new Act(
                "requestStream",
                List.of(Role.VIEWER),
                Device.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                "",
                sandbox.clock().instant());
        String token = "st_" + sandbox.nonces().next();
        sandbox.streams().request(token, request, act);
        return phone.length() + email.length() + account.length() + token.length();
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
