package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.stream.Act;
import com.dropininc.instantstream.mock.stream.Decision;
import com.dropininc.instantstream.mock.stream.Device;
import com.dropininc.instantstream.mock.stream.Engine;
import com.dropininc.instantstream.mock.stream.StreamState;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Json;
import com.dropininc.instantstream.spec.MalformedJson;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Router;
import com.dropininc.instantstream.spec.Violation;
import com.dropininc.instantstream.spec.api.model.Role;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import tools.jackson.databind.JsonNode;

/** The pieces of a request, one by one, and requests from the call to the reply, with everything but the network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Pieces {
    private static final byte[] CHAT =
            "{\"role\":\"dealer\",\"message\":\"Good day, how can I help you?\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] REQUEST =
            "{\"phone\":\"+12025550143\",\"email\":\"viewer@example.com\"}".getBytes(StandardCharsets.UTF_8);

    private final Contract contract = Contract.load();
    private final Operation saveChat = contract.operation("saveChat");
    private final Engine engine = new Engine(contract);
    private MockServer mock;
    private RequestFlow flow;
    private StreamState stream;
    private JsonNode chat;
    private JsonNode answer;

    @Setup
    public void start() throws ReflectiveOperationException, MalformedJson {
        mock = MockServer.start(MockConfig.standard());
        Field core = MockServer.class.getDeclaredField("core");
        core.setAccessible(true);
        flow = ((Core) core.get(mock)).flow();
        stream = mock.sandboxes().standard().streams().all().stream()
                .filter(one -> one.token().equals("demo-streaming"))
                .findFirst()
                .orElseThrow();
        chat = Json.parse(CHAT);
        answer = new Answers().tree(serveSaveChat().json().orElseThrow());
    }

    @TearDown
    public void end() {
        mock.close();
    }

    private static Call call(String method, String path, String query, byte[] body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Host", "127.0.0.1:4010");
        headers.put("apikey", "demo-operator-key");
        if (body.length > 0) {
            headers.put("Content-Type", "application/json");
            headers.put("Content-Length", String.valueOf(body.length));
        }
        return new Call(method, path, query, Call.query(query), headers, body, false);
    }

    @Benchmark
    public Decision engine() {
        return engine.decide(
                stream,
                new Act(
                        "saveChat",
                        List.of(Role.DEALER),
                        Device.UNKNOWN,
                        Optional.empty(),
                        Optional.of("Good day"),
                        "nonce",
                        Instant.EPOCH));
    }

    @Benchmark
    public Router.Match router() {
        return contract.router().match("POST", "/instantstream/savechat/demo-streaming");
    }

    @Benchmark
    public JsonNode parse() throws MalformedJson {
        return Json.parse(CHAT);
    }

    @Benchmark
    public List<Violation> judgeRequest() {
        return contract.judge().request(saveChat, Map.of(), Optional.of(chat), "application/json");
    }

    @Benchmark
    public List<Violation> judgeAnswer() {
        return contract.judge().answer(saveChat, 200, Optional.of("application/json"), Optional.of(answer));
    }

    @Benchmark
    public Reply serveGet() {
        return flow.serve(call("GET", "/instantstream/get/demo-streaming", "", new byte[0]));
    }

    @Benchmark
    public Reply serveSaveChat() {
        return flow.serve(call("POST", "/instantstream/savechat/demo-streaming", "", CHAT));
    }

    @Benchmark
    public Reply serveRequest() {
        return flow.serve(call("POST", "/instantstream/request", "notify=false", REQUEST));
    }
}
