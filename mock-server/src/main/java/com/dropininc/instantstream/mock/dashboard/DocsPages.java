package com.dropininc.instantstream.mock.dashboard;

import com.dropininc.instantstream.mock.control.AdminCall;
import com.dropininc.instantstream.mock.control.Result;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The interactive API docs: the spec itself, with the mock as its only server. */
final class DocsPages {
    private final Api api;
    private final Renderer renderer;

    DocsPages(Api api, Renderer renderer) {
        this.api = api;
        this.renderer = renderer;
    }

    Result page(AdminCall call) {
        return renderer.page(200, "docs", Map.of("frame", Frame.of(api, call, "API docs", "/docs")));
    }

    /** The spec; the real servers are left out, so that nothing that is tried here can reach them. */
    Result document(AdminCall call) {
        ObjectNode document = (ObjectNode) call.sandbox().contract().schemas().document();
        ObjectNode server = JsonNodeFactory.instance
                .objectNode()
                .put("url", "http://" + call.sender().host())
                .put("description", "this mock");
        document.set("servers", JsonNodeFactory.instance.arrayNode().add(server));
        return Result.ok(document);
    }
}
