package com.dropininc.instantstream.mock.store;

import tools.jackson.core.JacksonException;

/**
 * One thing that is kept of a sandbox.
 *
 * @param key kind and name, such as {@code stream/st_1}
 * @param value its JSON; null where it is no longer kept
 * @param version when it was last changed, of a shared store; 0 when never or elsewhere
 */
public record Row(String key, String value, long version) {
    /** A row to be kept. */
    public static Row of(String key, Object value) {
        return new Row(key, value == null ? null : RowJson.text(value), 0);
    }

    /** What stands before the first slash of its key. */
    public String kind() {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    /** What stands behind the first slash of its key. */
    public String name() {
        return key.substring(key.indexOf('/') + 1);
    }

    /**
     * Its value as an object.
     *
     * @throws StoreException if it is none
     */
    public <T> T as(Class<T> type) {
        try {
            return RowJson.read(value, type);
        } catch (JacksonException e) {
            throw new StoreException("what is kept as " + key + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
