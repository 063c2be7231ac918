package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.spec.Nearest;
import java.util.Collection;

/**
 * Why the admin API refuses a request, as problem details (RFC 9457).
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final String where;

    /** What is sent. */
    public record Details(String type, String title, int status, String detail, String where) {}

    private Problem(int status, String type, String where, String detail) {
        super(detail);
        this.status = status;
        this.type = type;
        this.where = where;
    }

    /** 400: the request makes no sense at {@code where}. */
    public static Problem invalid(String where, String detail) {
        return new Problem(400, "invalid", where, detail);
    }

    /** 404: there is no such thing; the nearest one is named. */
    public static Problem unknown(String what, String name, Collection<String> known) {
        return new Problem(
                404, "unknown-" + what, what, "there is no " + what + " '" + name + "'; " + Nearest.hint(name, known));
    }

    /** 404, where the words that could be meant are too many to tell. */
    static Problem unknown(String what, String detail) {
        return new Problem(404, "unknown-" + what, what, detail);
    }

    static Problem of(int status, String type, String where, String detail) {
        return new Problem(status, type, where, detail);
    }

    public int status() {
        return status;
    }

    public Details details() {
        return new Details("about:blank#" + type, title(), status, getMessage(), where);
    }

    private String title() {
        return switch (status) {
            case 400 -> "The request makes no sense";
            case 401 -> "The admin token is missing or wrong";
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 413 -> "Too large";
            case 415 -> "Wrong content type";
            case 429 -> "Too many";
            case 503 -> "Nothing can be kept at the moment";
            case 500 -> "A bug of the mock";
            default -> "Refused";
        };
    }
}
