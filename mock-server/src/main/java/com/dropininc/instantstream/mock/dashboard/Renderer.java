package com.dropininc.instantstream.mock.dashboard;

import com.dropininc.instantstream.mock.control.Result;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.util.Map;

/** Fills templates. Every value is escaped for the place it stands in. Safe to share between threads. */
final class Renderer {
    /** Nothing is loaded from anywhere else, and no text of a page can become a program or a style. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private TemplateEngine engine;

    /** A page by the template of that name. */
    Result.Bytes page(int status, String template, Map<String, Object> values) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine().render(template + ".jte", values, output);
        return new Result.Bytes(
                status, "text/html; charset=utf-8", output.toByteArray(), Map.of("Content-Security-Policy", POLICY));
    }

    /** Whoever never opens a page never loads it. */
    private synchronized TemplateEngine engine() {
        if (engine == null) {
            engine = TemplateEngine.createPrecompiled(
                    null, ContentType.Html, Renderer.class.getClassLoader(), Renderer.class.getPackageName());
        }
        return engine;
    }
}
