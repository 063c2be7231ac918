package com.dropininc.instantstream.contract.compare;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What sort of value a value is, so that two values that only differ by chance look alike. */
public enum Form {
    NULL,
    BOOLEAN,
    NUMBER,
    OBJECT,
    LIST,
    INSTANT("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:?\\d{2})"),
    UUID("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
    MAIL("[^@\\s]+@[^@\\s]+"),
    PHONE("\\+?\\d[\\d ()-]{6,}"),
    DECIMAL("[+-]?\\d+(\\.\\d+)?"),
    ADDRESS("[a-z][a-z0-9+.-]*://\\S+"),
    WORD("(?=.{1,32}$)([a-z]+([-_][a-z]+)*|[A-Z]+([-_][A-Z]+)*|[A-Z][a-z]+)"),
    ID("(?=.*\\d)[A-Za-z0-9_:.=+/-]{4,}"),
    TEXT("[\\s\\S]*");

    private final Pattern pattern;

    Form() {
        this.pattern = null;
    }

    Form(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    /** The form of a value of JSON. */
    public static Form of(JsonNode value) {
        if (value.isString()) {
            return of(value.asString());
        }
        return value.isNull()
                ? NULL
                : value.isBoolean() ? BOOLEAN : value.isNumber() ? NUMBER : value.isArray() ? LIST : OBJECT;
    }

    private static Form of(String text) {
        for (Form form : values()) {
            if (form.pattern != null && form.pattern.matcher(text).matches()) {
                return form;
            }
        }
        return TEXT;
    }

    /** The type of JSON that it is. */
    public String type() {
        return pattern != null ? "string" : word();
    }

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
