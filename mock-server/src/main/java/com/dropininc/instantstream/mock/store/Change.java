package com.dropininc.instantstream.mock.store;

import java.util.List;

/**
 * What is kept in one step, or not at all.
 *
 * @param sandbox id of the sandbox it is about
 * @param guard key of the row that must not have changed since; any change will do when empty
 * @param basedOn version of that row that the change was decided on; 0 for none
 * @param anew whether nothing else of the sandbox is kept any more
 * @param rows what is kept, or with a null value no longer kept
 * @param journal whether its news is an entry of the sandbox's journal
 * @param news what is told to the mocks that share the store and not kept, as JSON; empty when nothing
 */
public record Change(
        String sandbox, String guard, long basedOn, boolean anew, List<Row> rows, boolean journal, String news) {
    /** Rows of a sandbox that are changed if one of them has not changed meanwhile. */
    public static Change of(String sandbox, String guard, long basedOn, List<Row> rows) {
        return new Change(sandbox, guard, basedOn, false, rows, false, "");
    }

    /** The same change, with something to tell. */
    public Change telling(Object told) {
        return new Change(sandbox, guard, basedOn, anew, rows, journal, RowJson.text(told));
    }

    /** A sandbox of which nothing but these rows is kept from now on; without rows it is gone. */
    public static Change anew(String sandbox, String guard, List<Row> rows) {
        return new Change(sandbox, guard, 0, true, rows, false, "");
    }

    /** An entry of a sandbox's journal. */
    public static Change journal(String sandbox, Object entry) {
        return new Change(sandbox, "", 0, false, List.of(), true, RowJson.text(entry));
    }
}
