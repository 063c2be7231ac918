package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Expectation;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.exchange.Keys;
import com.dropininc.instantstream.contract.model.Identities;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.Evidence;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Provenance;
import com.dropininc.instantstream.spec.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one check works with: it makes streams, sends calls and says what has to hold. For the thread of the check;
 * {@link #raw} alone may be used by several at once.
 */
final class Bench {
    private final Session session;
    private final CheckInfo info;
    private final Frame frame;
    private final Sightings sightings;
    private final Lives lives;
    private final Set<String> subjects = new LinkedHashSet<>();
    private final AtomicInteger judged = new AtomicInteger();
    private boolean onlyRefused = true;

    Bench(Session session, CheckInfo info, Optional<Lending> lending) {
        this.session = session;
        this.info = info;
        this.frame = new Frame(this, session.contract());
        this.lives = new Lives(this, lending);
        this.sightings = new Sightings(session.exchange(), session.target().keys()::redact);
    }

    CheckInfo info() {
        return info;
    }

    Session session() {
        return session;
    }

    Contract contract() {
        return session.contract();
    }

    Keys keys() {
        return session.target().keys();
    }

    Identities identities() {
        return session.identities();
    }

    Frame frame() {
        return frame;
    }

    /** The words for the two sides of a stream, the one that acts by default first. */
    List<String> roles() {
        return contract().schemas().words("Role");
    }

    /** A stream that nobody has done anything with; where checks hand on their streams, not always a new one. */
    Live request() {
        return in(contract().lifecycle().initial());
    }

    /** A new stream of the same viewer as another. */
    Live requestLike(Live other) {
        ObjectNode body = session.bodies().full(contract().operation("requestStream"));
        Answer.text(other.asked(), Field.PHONE).ifPresent(phone -> body.put(Field.PHONE, phone));
        return request(body);
    }

    Live request(ObjectNode body) {
        return made(setUp(call(contract().operation("requestStream")).json(body)), body);
    }

    /** The stream that an answer to {@code requestStream} names. */
    Live made(Answer answer, ObjectNode body) {
        return adopt(Calls.made(this, answer, body));
    }

    /** A stream that the check works on from now on. */
    Live adopt(Live live) {
        return lives.adopt(live);
    }

    /** A stream in a state that nothing has happened to but the fewest operations that lead there. */
    Live in(String state) {
        return lives.in(state);
    }

    /** A stream in which an operation is allowed, the first such state there is. */
    Live readyFor(Operation operation) {
        return in(session.paths().allowing(operation).get(0));
    }

    Call call(String operationId, Live live) {
        return Calls.on(this, contract().operation(operationId), live);
    }

    Call call(Operation operation) {
        return Calls.of(this, operation);
    }

    /** Sends what has to succeed before the check can begin; if it does not, the check is not judged. */
    Answer setUp(Call call) {
        Optional<Live> written = lives.of(call).filter(live -> !call.method().equals("GET"));
        written.ifPresent(frame::settle);
        Expectation.Success success = success(call);
        if (written.isPresent() && session.lag().known()) {
            Live live = written.get();
            return followed(
                    call, frame.around(live, call, false, () -> act(live, call, success, sightings::inPassing)));
        }
        Answer answer = written.isPresent()
                ? act(written.get(), call, success, sightings::inPassing)
                : send(call, success, sightings::inPassing);
        written.ifPresent(Live::forget);
        return followed(call, answer);
    }

    /** Sends what the check is about and what has to succeed by the lifecycle. */
    Answer works(Call call) {
        return works(call, success(call));
    }

    Answer works(Call call, String rule) {
        return works(call, promise(rule));
    }

    Expectation.Success promise(String rule) {
        return new Expectation.Success(
                contract().rule(rule), contract().rule(rule).provenance());
    }

    Answer works(Call call, Expectation.Success expectation) {
        onlyRefused = false;
        return followed(call, framed(call, expectation));
    }

    Answer refused(Call call, String refusal) {
        return framed(call, new Expectation.Refused(contract().refusal(refusal), Optional.empty(), Optional.empty()));
    }

    /** Sends what has to be refused; {@code never} is the rule that a success breaks. */
    Answer refused(Call call, String refusal, String never) {
        return framed(
                call, Calls.refusal(this, refusal, never, contract().rule(never).provenance()));
    }

    Answer refused(Call call, String refusal, String never, Provenance provenance) {
        return framed(call, Calls.refusal(this, refusal, never, provenance));
    }

    /** Reads what has to show something by now, again within the target's lag where it does not. */
    Answer reread(Call call, Predicate<Answer> shows) {
        return session.lag().read(() -> works(call), shows);
    }

    /** Sends what may be answered in any way but with a server error. */
    Answer anything(Call call) {
        return framed(call, new Expectation.Anything());
    }

    /** Sends without a frame and without following the lifecycle; safe for several threads at once. */
    Answer raw(Call call) {
        judged.incrementAndGet();
        return send(call, new Expectation.Anything(), this::found);
    }

    /** The same without a look at anything else: where the stream is known to be left alone. */
    Answer plain(Call call) {
        judged.incrementAndGet();
        return send(call, new Expectation.Anything(), finding -> {});
    }

    /** Sends what has to be refused, without a look at anything else. */
    Answer plainlyRefused(Call call, String refusal, String never) {
        judged.incrementAndGet();
        return send(
                call, Calls.refusal(this, refusal, never, contract().rule(never).provenance()), this::found);
    }

    private Answer send(Call call, Expectation expectation, Consumer<Finding> sink) {
        session.exchange().heldTo(call, expectation).forEach(this::tests);
        Call keyed = session.rights().keyed(call, expectation, keys());
        Answer answer = new Sending(this, keyed, expectation, sink).within(session.lag());
        sightings.sent(call, answer);
        if (answer.success()) {
            lives.happened(call);
        }
        return answer;
    }

    private Answer framed(Call call, Expectation expectation) {
        judged.incrementAndGet();
        subjects.add(call.name());
        Optional<Live> live = lives.of(call);
        Expectation wanted = live.isPresent() && expectation instanceof Expectation.Refused refused
                ? refused.of(live.get().state())
                : expectation;
        boolean reads = call.method().equals("GET") || call.operation().isEmpty();
        boolean toBeRefused = !(expectation instanceof Expectation.Success);
        if (wanted instanceof Expectation.Refused refused
                && refused.refusal().id().equals("state")) {
            live.ifPresent(frame::stateShows);
        }
        return live.isEmpty() || reads
                ? send(call, wanted, this::found)
                : frame.around(live.get(), call, toBeRefused, () -> act(live.get(), call, wanted, this::found));
    }

    private Answer act(Live live, Call call, Expectation wanted, Consumer<Finding> sink) {
        List<Finding> findings = new ArrayList<>();
        Answer answer;
        try {
            answer = send(call, wanted, findings::add);
        } catch (NotJudged e) {
            findings.forEach(sink);
            throw e;
        }
        ShownState.weighed(this, live, findings).forEach(sink);
        return answer;
    }

    private Answer followed(Call call, Answer answer) {
        call.operation().ifPresent(operation -> session.collected().tried(operation.id(), answer.success()));
        if (!answer.success()) {
            throw new NotJudged(NotJudged.Cause.FINDING, call.name() + " did not succeed (" + answer.status() + ")");
        }
        lives.followed(call);
        if (!call.method().equals("GET")) {
            lives.of(call).ifPresent(live -> ShownState.settled(this, live, answer));
        }
        return answer;
    }

    private Expectation.Success success(Call call) {
        return Calls.success(this, call, lives.of(call));
    }

    /** Says what has to hold; {@code subject} is the operation that it is about. */
    boolean holds(String rule, String subject, boolean ok, Object expected, Object seen) {
        judged.incrementAndGet();
        return sightings.hold(contract().rule(rule), subject, ok, Arrays.asList(expected, seen), Optional.empty());
    }

    boolean holds(String rule, Sent sent, boolean ok, Object expected, Object seen) {
        Optional<Evidence> evidence = ok ? Optional.empty() : evidence(sent.call(), sent.answer());
        judged.incrementAndGet();
        return sightings.hold(contract().rule(rule), sent.call().name(), ok, Arrays.asList(expected, seen), evidence);
    }

    /** A call with its answer, to be shown beside a finding. */
    record Sent(Call call, Answer answer) {}

    Optional<Evidence> evidence(Call call, Answer answer) {
        return Optional.of(session.exchange().evidence(call, answer));
    }

    void found(Finding finding) {
        sightings.found(finding);
    }

    Sightings sightings() {
        return sightings;
    }

    Lives lives() {
        return lives;
    }

    boolean onlyRefused() {
        return onlyRefused;
    }

    String subjects() {
        return subjects.size() == 1 ? subjects.iterator().next() : info.id();
    }

    /** Something that the rule speaks of is there, and is held against it. */
    void tests(Rule rule) {
        sightings.tests(rule);
    }

    /** Counts what another bench looked at for this check. */
    void looked(Bench other) {
        judged.addAndGet(other.judged());
        sightings.testsWhat(other.sightings);
    }

    int judged() {
        return judged.get();
    }
}
