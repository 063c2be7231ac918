package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.mock.packing.Packer;
import com.dropininc.instantstream.mock.packing.Unpacker;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * An entry of the journal at rest, as bytes, which begin with its heading: an entry is some forty objects, and a busy
 * journal is replaced between two collections. Its sandbox is no part of it, since its journal knows it.
 */
final class PackedEntry {
    private static final int ABOUT_BYTES = 1536;

    private PackedEntry() {}

    static ByteBuffer of(Entry entry) {
        Packer out = new Packer(ABOUT_BYTES);
        out.number(entry.number())
                .text(entry.operation())
                .text(entry.token())
                .number(entry.response().status())
                .instant(entry.at())
                .number(entry.micros())
                .text(entry.caller())
                .text(entry.request().method())
                .text(entry.request().path())
                .text(entry.request().query())
                .texts(entry.request().headers());
        text(out, entry.request().body());
        out.texts(entry.response().headers());
        text(out, entry.response().body());
        out.each(
                        entry.refusals(),
                        reason -> out.text(reason.refusal())
                                .text(reason.code())
                                .text(reason.where())
                                .text(reason.what())
                                .text(reason.value())
                                .text(reason.rule())
                                .text(reason.statement())
                                .text(reason.level())
                                .text(reason.source())
                                .text(reason.send()))
                .each(
                        entry.nearest(),
                        near -> out.text(near.operation())
                                .text(near.method())
                                .text(near.path())
                                .text(near.why()))
                .each(entry.warnings(), out::text)
                .each(entry.faults(), out::text)
                .maybe(entry.upstream(), passed -> out.text(passed.url()).each(passed.violations(), out::text));
        return out.packed();
    }

    private static void text(Packer out, Entry.Text text) {
        out.text(text.text()).number(text.bytes()).flag(text.truncated());
    }

    static Entry.Heading heading(byte[] bytes) {
        return heading(new Unpacker(bytes));
    }

    private static Entry.Heading heading(Unpacker in) {
        return new Entry.Heading(in.longNumber(), in.text(), in.text(), in.number());
    }

    /**
     * @param sandbox the one whose journal it stands in
     */
    static Entry entry(String sandbox, byte[] bytes) {
        Unpacker in = new Unpacker(bytes);
        Entry.Heading heading = heading(in);
        return new Entry(
                Journal.id(sandbox, heading.number()),
                heading.number(),
                sandbox,
                in.instant(),
                in.longNumber(),
                heading.operation(),
                heading.token(),
                in.text(),
                new Entry.Asked(in.text(), in.text(), in.text(), headers(in), text(in)),
                new Entry.Told(heading.status(), headers(in), text(in)),
                in.each(() -> new Entry.Reason(
                        in.text(), in.text(), in.text(), in.text(), in.text(), in.text(), in.text(), in.text(),
                        in.text(), in.text())),
                in.each(() -> new Entry.Near(in.text(), in.text(), in.text(), in.text())),
                in.each(in::text),
                in.each(in::text),
                in.maybe(() -> new Entry.Passed(in.text(), in.each(in::text))));
    }

    private static Map<String, String> headers(Unpacker in) {
        return in.texts(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
    }

    private static Entry.Text text(Unpacker in) {
        return new Entry.Text(in.text(), in.number(), in.flag());
    }
}
