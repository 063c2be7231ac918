package com.dropininc.instantstream.contract.mutant;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Faults that spoil values, each in the way of some library. */
final class TextMutants {
    private TextMutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        all.add(message("escaped-for-html", text -> text.replace("&", "&amp;").replace("<", "&lt;")));
        all.add(message("tags-stripped", text -> text.replaceAll("<[^>]*>", "")));
        all.add(message("line-breaks-to-blanks", text -> text.replaceAll("\\r?\\n", " ")));
        all.add(message("crlf-to-lf", text -> text.replace("\r\n", "\n")));
        all.add(message("blanks-squeezed", text -> text.replaceAll(" {2,}", " ")));
        all.add(message("normalised-to-nfc", text -> Normalizer.normalize(text, Normalizer.Form.NFC)));
        all.add(message("normalised-to-nfkc", text -> Normalizer.normalize(text, Normalizer.Form.NFKC)));
        all.add(message("cut-after-255", text -> cut(text, 255)));
        all.add(message("cut-after-65535", text -> cut(text, 65_535)));
        all.add(message("emoji-lost", text -> text.replaceAll("[^\\u0000-\\uffff]", "")));
        all.add(message("backslashes-lost", text -> text.replace("\\", "")));
        all.add(message("plus-to-blank", text -> text.replace('+', ' ')));
        all.add(message("percent-decoded", text -> text.replace("%20", " ")));
        all.add(message("zero-ends-the-message", text -> text.replaceAll("(?s)\\x00.*", "")));
        all.add(message("marks-removed", text -> text.replace("\uFEFF", "")));
        all.addAll(fields());
        return all;
    }

    private static List<Mutant> fields() {
        List<Mutant> all = new ArrayList<>();
        all.add(Mutant.of(
                "phone-without-plus",
                "fields-kept",
                "request-keeps-fields",
                Faults.streams(stream -> change(stream, "phone", text -> text.replace("+", "")))));
        all.add(Mutant.of(
                "email-cut-after-30",
                "fields-kept",
                "request-keeps-fields",
                Faults.streams(stream -> change(stream, "email", text -> cut(text, 30)))));
        all.add(Mutant.of("phone-is-a-number", "answer-schema", "request-*", Faults.streams(TextMutants::number)));
        all.add(Mutant.of(
                "every-device-is-android",
                "device-of-role",
                "device-*",
                Faults.answering(ask -> true, reply -> reply.text(text -> text.replace("\"ios\"", "\"android\"")))));
        all.add(Mutant.of(
                "coordinates-rounded",
                "coordinates-kept",
                "start-*",
                Faults.streams(
                        stream -> change(stream, "longitude", text -> text.replaceFirst("(\\.\\d\\d)\\d+", "$1")))));
        all.add(Mutant.of(
                "coordinates-lose-their-sign",
                "coordinates-kept",
                "coordinates-come-back-*",
                Faults.streams(stream -> change(stream, "latitude", text -> text.replace("-", "")))));
        return all;
    }

    private static Mutant message(String name, UnaryOperator<String> change) {
        return Mutant.of("message-" + name, "message-verbatim", "message-comes-back-verbatim", Faults.message(change));
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }

    private static void change(ObjectNode stream, String name, UnaryOperator<String> change) {
        if (stream.path(name).isString()) {
            stream.put(name, change.apply(stream.path(name).asString()));
        }
    }

    private static void number(ObjectNode stream) {
        String digits = stream.path("phone").asString("").replaceAll("\\D", "");
        if (!digits.isEmpty()) {
            stream.put("phone", Long.parseLong(digits));
        }
    }
}
