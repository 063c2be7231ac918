package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.fixtures.Account;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The viewer accounts of a sandbox: one for each phone number. Safe to share between threads. */
public final class Accounts {
    private final Map<String, String> idByPhone = new ConcurrentHashMap<>();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final Nonces nonces;

    Accounts(List<Account> known, Nonces nonces) {
        this.nonces = nonces;
        known.forEach(account -> add(account.phone(), account.id()));
    }

    /** The account of a phone number, which is opened when there is none. */
    public String of(String phone) {
        return idByPhone.computeIfAbsent(phone, number -> {
            String id = "acc_" + nonces.next();
            ids.add(id);
            return id;
        });
    }

    public boolean exists(String id) {
        return ids.contains(id);
    }

    /** Ids by phone number, in the order of the numbers. */
    public Map<String, String> byPhone() {
        return new TreeMap<>(idByPhone);
    }

    void add(String phone, String id) {
        idByPhone.put(phone, id);
        ids.add(id);
    }
}
