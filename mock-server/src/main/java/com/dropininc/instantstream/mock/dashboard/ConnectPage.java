package com.dropininc.instantstream.mock.dashboard;

import com.dropininc.instantstream.mock.control.AdminCall;
import com.dropininc.instantstream.mock.control.Result;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import java.util.Map;

/** How an app is pointed at the mock: snippets that run as they stand. */
final class ConnectPage {
    private final Api api;
    private final Renderer renderer;

    ConnectPage(Api api, Renderer renderer) {
        this.api = api;
        this.renderer = renderer;
    }

    /**
     * What the snippets are filled with.
     *
     * @param host name and port of the mock, as the browser calls it
     * @param keyHeader name of the header that carries the API key
     * @param key a viewer's
     */
    record Facts(
            String base,
            String host,
            String port,
            String keyHeader,
            String key,
            Box box,
            Map<String, Operation> operations) {
        String path(String operation) {
            return operations.get(operation).path();
        }

        /** A path as Retrofit wants it. */
        String relative(String operation) {
            return path(operation).substring(1);
        }

        /** A path in JavaScript, where a variable is filled in. */
        String filled(String operation, String before, String after) {
            return path(operation).replace("{token}", before + "token" + after);
        }
    }

    Result page(AdminCall call) {
        Frame frame = Frame.of(api, call, "Connect", "/connect");
        Contract contract = call.sandbox().contract();
        String authority = call.sender().host();
        int colon = authority.lastIndexOf(':');
        boolean withPort = colon > authority.lastIndexOf(']');
        Facts facts = new Facts(
                frame.base(),
                withPort ? authority.substring(0, colon) : authority,
                withPort ? authority.substring(colon + 1) : "80",
                contract.keyHeader(),
                frame.box().key("viewer"),
                frame.box(),
                contract.operations());
        return renderer.page(200, "connect", Map.of("frame", frame, "page", facts));
    }
}
