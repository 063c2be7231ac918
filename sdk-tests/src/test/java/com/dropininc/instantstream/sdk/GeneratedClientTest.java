package com.dropininc.instantstream.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.spec.api.client.ChatApi;
import com.dropininc.instantstream.spec.api.client.StreamApi;
import com.dropininc.instantstream.spec.api.model.RequestStreamBody;
import com.dropininc.instantstream.spec.api.model.Role;
import com.dropininc.instantstream.spec.api.model.SaveChatBody;
import com.dropininc.instantstream.spec.api.model.StartStreamBody;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.config.ObjectMapperConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.mapper.ObjectMapperType;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The client that OpenAPI Generator makes from the contract, on REST-assured, against the mock. */
class GeneratedClientTest {
    /** A field that is not set is left out: the contract takes null for a wrong type. */
    private static final ObjectMapperConfig WITHOUT_NULLS = new ObjectMapperConfig(ObjectMapperType.JACKSON_3)
            .jackson3ObjectMapperFactory((type, charset) -> JsonMapper.builder()
                    .changeDefaultPropertyInclusion(include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build());

    private final MockServer mock = MockServer.start(MockConfig.standard());

    @AfterEach
    void stop() {
        mock.close();
    }

    private RequestSpecBuilder caller() {
        return new RequestSpecBuilder()
                .setConfig(RestAssuredConfig.config().objectMapperConfig(WITHOUT_NULLS))
                .setContentType(ContentType.JSON)
                .setBaseUri(mock.baseUrl())
                .addHeader(
                        mock.contract().keyHeader(),
                        Fixtures.load().keyOfKind("viewer").key());
    }

    @Test
    void the_requests_that_it_builds_are_ones_that_the_mock_takes() {
        StreamApi streams = StreamApi.stream(this::caller);
        Response requested = streams.requestStream()
                .notifyQuery(false)
                .body(new RequestStreamBody().phone("+12025550178").email("viewer@example.com"))
                .execute(response -> response);
        assertEquals(200, requested.statusCode(), requested.asString());
        String token = requested.path("token");
        Response started = streams.startStream()
                .tokenPath(token)
                .body(new StartStreamBody()
                        .role(Role.VIEWER)
                        .longitude("2.2945")
                        .latitude("48.8584"))
                .execute(response -> response);
        assertEquals(200, started.statusCode(), started.asString());
        ChatApi chat = ChatApi.chat(this::caller);
        chat.saveChat()
                .tokenPath(token)
                .body(new SaveChatBody().role(Role.DEALER).message("Good day"))
                .execute(response -> response);
        Response read = chat.getChat().tokenPath(token).execute(response -> response);
        assertEquals("Good day", read.path("[0].message"));
    }

    @Test
    void a_stream_that_nobody_knows_is_answered_as_the_contract_says() {
        Response unknown =
                StreamApi.stream(this::caller).getStream().tokenPath("unknown").execute(response -> response);
        assertEquals(404, unknown.statusCode(), unknown.asString());
    }
}
