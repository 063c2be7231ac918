import io.javalin.Javalin;

/** The reference: Javalin answering a constant JSON text of the size of a stream, and nothing else. */
public final class Bare {
    private static final String STREAM = "{\"token\":\"demo-streaming\",\"status\":\"streaming\",\"account\":\"acc_ben\","
            + "\"phone\":\"+12025550102\",\"email\":\"ben@example.com\",\"notified\":true,\"longitude\":\"-77.0365\","
            + "\"latitude\":\"38.8977\",\"viewer\":{\"deviceToken\":\"0f4c1b7e\",\"deviceType\":\"android\","
            + "\"bundleId\":\"com.example.viewer\",\"joinedAt\":\"2026-11-25T01:09:02.958Z\"},\"dealer\":{\"deviceToken\":"
            + "\"9d2f77aa\",\"deviceType\":\"ios\",\"bundleId\":\"com.example.dealer\",\"joinedAt\":"
            + "\"2026-11-25T01:09:07.958Z\"},\"stream\":{\"id\":\"med_wOdy1OA4UcYaioaym3oIJB\",\"sessionId\":"
            + "\"1_MX4wOdy1OA4UcYaioaym3oIJB\",\"token\":\"T1==wOdy1OA4UcYaioaym3oIJB\",\"key\":\"45828062\"},"
            + "\"recording\":null,\"channel\":\"private-instantstream-demo-streaming\",\"createdAt\":"
            + "\"2026-11-25T01:08:42.958Z\",\"updatedAt\":\"2026-11-25T01:09:07.958Z\"}";

    private Bare() {}

    /** The argument is the port. */
    public static void main(String[] arguments) {
        Javalin.create(javalin -> {
                    javalin.startup.showJavalinBanner = false;
                    javalin.routes.get(
                            "/instantstream/get/{token}",
                            ctx -> ctx.contentType("application/json").result(STREAM));
                    javalin.routes.post("/instantstream/*", ctx -> {
                        ctx.bodyAsBytes();
                        ctx.contentType("application/json").result(STREAM);
                    });
                })
                .start("127.0.0.1", Integer.parseInt(arguments[0]));
    }
}
