package com.dropininc.instantstream.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ListsTest {
    @Test
    void chats_and_pending_streams_are_lists_and_nothing_else_is() {
        Contract contract = Contract.load();
        Lists lists = new Lists(contract);
        assertEquals(
                Set.of("getChat", "getPending"),
                contract.operations().values().stream()
                        .filter(operation ->
                                lists.at(operation.pathWith(Map.of("token", "st_1", "accountId", "acc_ann"))))
                        .map(Operation::id)
                        .collect(Collectors.toSet()));
    }
}
