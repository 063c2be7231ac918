package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.doctor.Doctor;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.spec.Contract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class DoctorTest {
    /** As many as there are. */
    private static final int ALL = 100;

    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    @TempDir
    Path dir;

    private List<String> examined(Doctor.Suite suite, int faults) throws IOException {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            return new Doctor(Contract.load(), suite, dir, NOWHERE).examine(mock.baseUrl(), 1, faults);
        }
    }

    /** The whole suite takes long where the server is good, so it makes a part of it there. */
    private static int suite(List<String> arguments) {
        List<String> some = new java.util.ArrayList<>(arguments);
        if (!some.contains("--only")) {
            some.addAll(List.of("--only", "cell-pending-*"));
        }
        return Main.run(some.toArray(String[]::new), Map.of(), NOWHERE, NOWHERE);
    }

    @Test
    void the_suite_is_right_about_a_good_server_every_broken_one_and_one_that_is_not_there() throws IOException {
        assertEquals(List.of(), examined(DoctorTest::suite, ALL));
    }

    @Test
    void a_suite_that_sees_nothing_is_told_by_every_fault() throws IOException {
        List<String> wrong = examined(arguments -> 0, 2);
        assertEquals(3, wrong.size(), wrong.toString());
        assertTrue(wrong.get(0).contains("wanted 1"), wrong.toString());
    }

    @Test
    void a_suite_that_cries_wolf_is_told_by_the_good_server() throws IOException {
        List<String> wrong = examined(arguments -> 1, 1);
        assertTrue(wrong.get(0).startsWith("a server that keeps the contract: wanted 0"), wrong.toString());
    }

    @Test
    void a_suite_that_is_red_for_another_reason_is_not_right() throws IOException {
        Doctor.Suite blind = arguments -> {
            List<String> other = new java.util.ArrayList<>(arguments);
            int only = other.indexOf("--only");
            if (only < 0) {
                return suite(arguments);
            }
            suite(other.subList(0, only));
            return 1;
        };
        assertEquals(1, examined(blind, 1).size());
    }

    @Test
    void without_a_good_server_it_says_which_jar_to_name() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream told = new PrintStream(err, true, StandardCharsets.UTF_8);
        int code = Main.run(new String[] {"doctor", "--target", "/nowhere.jar"}, Map.of(), NOWHERE, told);
        assertEquals(2, code);
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("/nowhere.jar"), err.toString(StandardCharsets.UTF_8));
    }
}
