package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Exchange;
import com.dropininc.instantstream.contract.exchange.Keys;
import com.dropininc.instantstream.contract.exchange.Safety;
import com.dropininc.instantstream.contract.exchange.Secret;
import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.contract.model.Bodies;
import com.dropininc.instantstream.contract.model.Identities;
import com.dropininc.instantstream.contract.model.Paths;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.CheckResult;
import com.dropininc.instantstream.contract.verdict.Guarantee;
import com.dropininc.instantstream.contract.verdict.Observation;
import com.dropininc.instantstream.contract.verdict.Outcome;
import com.dropininc.instantstream.contract.verdict.Reading;
import com.dropininc.instantstream.spec.Contract;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.opentest4j.TestAbortedException;

/** What the checks of one run share. Safe to share between threads. */
public final class Session {
    static final String NAMESPACE = "com.dropininc.instantstream.contract";
    static final Namespace STORE = Namespace.create(NAMESPACE);

    private final Contract contract;
    private final Target target;
    private final Exchange exchange;
    private final Safety safety;
    private final Identities identities;
    private final int walks;
    private final Bodies bodies;
    private final Paths paths;
    private final Results results;
    private final Optional<Predicate<CheckInfo>> selection;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Making making;
    private final Signatures signatures;
    private final Rights rights;
    private final Lag lag;
    private final Weather weather;

    /**
     * @param selection the checks to make; empty to make none and only list them
     * @param progress is told of each check when it is over
     */
    public Session(
            Contract contract,
            Target target,
            Sending sending,
            Optional<Predicate<CheckInfo>> selection,
            Consumer<CheckResult> progress) {
        this.contract = contract;
        this.target = target;
        this.exchange = sending.exchange();
        this.safety = sending.safety();
        this.identities = sending.identities();
        this.walks = sending.walks();
        this.bodies = new Bodies(contract, identities);
        this.paths = new Paths(contract.lifecycle());
        this.results = new Results(progress);
        this.selection = selection;
        this.making = new Making(this);
        this.signatures = new Signatures();
        this.rights = new Rights();
        this.lag = new Lag();
        this.weather = new Weather(this);
    }

    private Session(Session other, Target target) {
        this.contract = other.contract;
        this.target = target;
        this.exchange = other.exchange;
        this.safety = other.safety;
        this.identities = other.identities;
        this.walks = other.walks;
        this.bodies = other.bodies;
        this.paths = other.paths;
        this.results = other.results;
        this.selection = other.selection;
        this.making = new Making(this);
        this.signatures = other.signatures;
        this.rights = other.rights;
        this.lag = other.lag;
        this.weather = other.weather;
    }

    /** The same session by other keys of the same target. */
    Session with(Keys keys) {
        return new Session(this, target.with(keys));
    }

    /**
     * What a run sends by.
     *
     * @param walks how many walks by chance it takes
     */
    public record Sending(Exchange exchange, Safety safety, Identities identities, int walks) {}

    /** The checks there are; complete once all classes have run. */
    public List<CheckInfo> planned() {
        return results.planned();
    }

    /** What became of the checks that were made, and of the answers seen in passing. */
    public List<CheckResult> results() {
        return results.made();
    }

    /** How the target was seen to take the ambiguities of the spec. */
    public List<Reading> readings() {
        return results.readings();
    }

    /** Ids of the rules that something was held against; those of every answer once there was one. */
    public Set<String> tested() {
        Set<String> tested = new HashSet<>(results.tested());
        if (exchange.tally().calls() > 0) {
            tested.addAll(Suite.everyAnswer().rules());
        }
        return tested;
    }

    /** What the run proves if it finds nothing. */
    public List<Guarantee> guarantees() {
        return results.guarantees();
    }

    Contract contract() {
        return contract;
    }

    Target target() {
        return target;
    }

    Exchange exchange() {
        return exchange;
    }

    Safety safety() {
        return safety;
    }

    Identities identities() {
        return identities;
    }

    /** How many walks by chance are to be taken. */
    int walks() {
        return walks;
    }

    Bodies bodies() {
        return bodies;
    }

    Paths paths() {
        return paths;
    }

    /** Holds signatures against the secret of the Pusher app. */
    Signatures signatures() {
        return signatures;
    }

    /** What the target lets which key do. */
    Rights rights() {
        return rights;
    }

    /** What the target decides for itself, the same way everywhere, and what else was learnt of it. */
    public List<Observation> observations() {
        List<Observation> all = new ArrayList<>(exchange.conventions().observations());
        all.addAll(results.learnt());
        lag.seen()
                .map(seen -> "reads lag up to " + seen.toMillis() + " ms behind writes")
                .ifPresent(text -> all.add(new Observation("lag", text, Set.of())));
        if (safety.limit().isPresent()) {
            all.add(new Observation(
                    "rate", "paced to " + safety.limit().getAsInt() + " calls a second, by its 429", Set.of()));
        }
        weather.observation().ifPresent(all::add);
        return all;
    }

    /** How far reads lag behind writes. */
    Lag lag() {
        return lag;
    }

    /** What failed on the way to the target. */
    Weather weather() {
        return weather;
    }

    Results collected() {
        return results;
    }

    /** Whether no request of this run has been answered with that token before. */
    boolean firstSeen(String token) {
        return tokens.add(token);
    }

    Bench bench(CheckInfo info) {
        return new Bench(this, info, Optional.empty());
    }

    /** A check of a family. */
    DynamicTest check(CheckInfo info, Consumer<Bench> work) {
        return DynamicTest.dynamicTest(info.id(), () -> {
            if (wants(info)) {
                make(info, work);
            }
        });
    }

    /** A key that the target does not know: one for the whole run where wrong ones may lock the caller out. */
    Secret unknownKey() {
        return new Secret(
                "UNKNOWN_KEY", target.guarded() ? "unknown-key-" + identities.seed() : identities.word("unknown-key"));
    }

    /** Notes a check in the plan, and says whether it is to be made now. */
    boolean wants(CheckInfo info) {
        info.rules().forEach(contract::rule);
        results.plan(info);
        return selection.filter(wanted -> wanted.test(info)).isPresent();
    }

    /** Makes one check, and tells JUnit what became of it. */
    void make(CheckInfo info, Consumer<Bench> work) {
        tellJupiter(made(info, work));
    }

    /** Makes one check. */
    CheckResult made(CheckInfo info, Consumer<Bench> work) {
        CheckResult result = making.make(info, work);
        results.add(result);
        return result;
    }

    /** Looks once more at the uninvolved streams: time alone may have changed what no check has. */
    void lookAgain() {
        making.lookAgain();
    }

    private static void tellJupiter(CheckResult result) {
        if (result.outcome() == Outcome.FAILED) {
            throw new CheckFailed(result.findings().get(0).line());
        }
        if (result.outcome() != Outcome.PASSED) {
            throw new TestAbortedException(
                    result.findings().isEmpty()
                            ? result.reason()
                            : result.findings().get(0).line());
        }
    }

    /** The concern of a class of checks: {@code ChatChecks} is {@code chat}. */
    static String group(Class<?> checks) {
        return kebab(checks.getSimpleName().replaceAll("Checks$", ""));
    }

    /** {@code startStream} as {@code start-stream}. */
    static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
