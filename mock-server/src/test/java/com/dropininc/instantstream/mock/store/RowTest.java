package com.dropininc.instantstream.mock.store;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.stream.Media;
import org.junit.jupiter.api.Test;

class RowTest {
    @Test
    void a_row_that_cannot_be_read_says_which_one_it_is() {
        Row row = new Row("stream/st_1", "{\"id\":\"med_1\"}", 0);
        String told =
                assertThrows(StoreException.class, () -> row.as(Media.class)).getMessage();
        assertTrue(told.contains("stream/st_1") && told.contains("sessionId is missing"), told);
    }
}
