package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.check.Cleanup;
import com.dropininc.instantstream.contract.check.Session;
import com.dropininc.instantstream.contract.compare.Seen;
import com.dropininc.instantstream.contract.compare.Walk;
import com.dropininc.instantstream.contract.exchange.Exchange;
import com.dropininc.instantstream.contract.exchange.Ledger;
import com.dropininc.instantstream.contract.exchange.Safety;
import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.contract.exchange.Wire;
import com.dropininc.instantstream.contract.model.Identities;
import com.dropininc.instantstream.spec.Contract;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A look at a target that judges nothing, by the same safety rules as a run; closing it ends what was made. */
final class Visit implements AutoCloseable {
    private static final int WALKS = 2;

    private final Contract contract;
    private final Target target;
    private final Ledger ledger;
    private final Wire wire;
    private final Session session;
    private final Walk.Means means;

    Visit(Contract contract, Target target, Path leftovers) {
        this.contract = contract;
        this.target = target;
        this.ledger = LeftoversDirectory.begin(target, leftovers);
        this.wire = new Wire(target.baseUrl(), contract.keyHeader(), target.answerTime(), target.network());
        Safety safety = new Safety(contract, target.rules(), ledger);
        Exchange exchange = new Exchange(contract, target, wire, safety);
        Identities identities = new Identities(
                target.persona().phone(), target.persona().emailDomain(), new SecureRandom().nextLong(1L << 53));
        this.session = new Session(
                contract, target, new Session.Sending(exchange, safety, identities, 0), Optional.empty(), result -> {});
        this.means = new Walk.Means(exchange, safety, target.keys(), identities);
    }

    /** Fails unless somebody has said that a protected target is meant. */
    static void confirmed(Target target, List<String> confirmations, Map<String, String> variables) {
        boolean confirmed = confirmations.contains(target.name())
                || List.of(variables.getOrDefault("INSTANTSTREAM_CONFIRM", "").split(","))
                        .contains(target.name());
        if (target.guarded() && !confirmed) {
            throw new UsageException(
                    target.name() + " is protected: add --confirm " + target.name() + " if you mean it");
        }
    }

    Session session() {
        return session;
    }

    Walk.Means means() {
        return means;
    }

    Target target() {
        return target;
    }

    /** The same walk more than once, so that what changes by itself shows. */
    List<List<Seen>> walks() {
        List<List<Seen>> walks = new ArrayList<>();
        for (int i = 0; i < WALKS; i++) {
            walks.add(Walk.once(contract, means));
        }
        return walks;
    }

    @Override
    public void close() {
        try (wire;
                ledger) {
            means.exchange().resume();
            if (new Cleanup(session).endAll() == 0) {
                ledger.discard();
            }
        }
    }
}
