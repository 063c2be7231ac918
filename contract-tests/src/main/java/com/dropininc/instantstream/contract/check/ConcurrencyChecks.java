package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many calls at once. */
final class ConcurrencyChecks {
    private static final int CALLS = 100;
    private static final int RACES = 6;

    @Check(
            id = "parallel-chats-lose-nothing",
            rules = {"chat-loses-nothing", "operation-works"})
    void messages_saved_at_once_are_all_kept_once(Bench bench) {
        Live live = ChatChecks.joined(bench);
        List<String> said = new ArrayList<>();
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            said.add(bench.identities().word("at-once"));
            calls.add(ChatChecks.call(bench, live, i % 2, said.get(i)));
        }
        List<Answer> answers = atOnce(bench, calls);
        allWorked(bench, calls, answers);
        // What was refused is not lost.
        for (int i = answers.size() - 1; i >= 0; i--) {
            if (!answers.get(i).success()) {
                said.remove(i);
            }
        }
        Call get = bench.call("getChat", live);
        Answer chat = bench.reread(get, read -> ChatChecks.texts(read, said).size() >= said.size());
        List<String> seen = ChatChecks.texts(chat, said);
        Set<String> lost = new HashSet<>(said);
        seen.forEach(lost::remove);
        Bench.Sent sent = new Bench.Sent(get, chat);
        bench.holds("chat-loses-nothing", sent, lost.isEmpty(), "every message", lost.size() + " lost");
        bench.holds(
                "chat-loses-nothing",
                sent,
                seen.size() <= said.size(),
                said.size() + " messages",
                seen.size() + " messages");
        List<String> ids = chat.items().stream()
                .flatMap(item -> Answer.text(item, Field.ID).stream())
                .toList();
        bench.holds("fields-kept", sent, Set.copyOf(ids).size() == ids.size(), "no id twice", ids.size() + " ids");
    }

    @Check(
            id = "parallel-starts-start-once",
            rules = {"first-start-wins-once", "idempotent-repeat"})
    void of_many_first_starts_by_one_role_the_stream_is_started_once(Bench bench) {
        Live live = bench.request();
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            calls.add(bench.call("startStream", live).json(StartChecks.body(bench, 1)));
        }
        List<Answer> answers = atOnce(bench, calls);
        long refused = answers.stream().filter(answer -> !answer.success()).count();
        bench.holds("first-start-wins-once", "startStream", refused < CALLS, "a start", "all refused");
        bench.holds("idempotent-repeat", "startStream", refused == 0, "no start refused", refused + " refused");
        for (String name : List.of(Field.STARTED_AT, Field.STREAM, Field.LONGITUDE, Field.LATITUDE)) {
            Set<String> values = answers.stream()
                    .filter(Answer::success)
                    .map(answer -> Known.of(bench.contract(), bench.contract().operation("startStream"), answer.body())
                            .path(name)
                            .toString())
                    .collect(Collectors.toSet());
            bench.holds(
                    "first-start-wins-once",
                    "startStream",
                    values.size() <= 1,
                    "one " + name,
                    values.size() + " of them");
        }
    }

    @Check(
            id = "start-and-cancel-race",
            rules = {"lifecycle-allowed", "lifecycle-refused"})
    void of_a_start_and_a_cancel_at_once_only_one_happens(Bench bench) {
        for (int i = 0; i < RACES; i++) {
            Live live = bench.request();
            List<Answer> answers =
                    atOnce(bench, List.of(bench.call("startStream", live), bench.call("cancelStream", live)));
            long done = answers.stream().filter(Answer::success).count();
            bench.holds("lifecycle-refused", "cancelStream", done <= 1, "one of both refused", done + " succeeded");
            bench.holds("lifecycle-allowed", "startStream", done >= 1, "one of both succeeds", "both refused");
            Optional<String> winner =
                    answers.stream().filter(Answer::success).findFirst().flatMap(answer -> answer.textAt(Field.STATUS));
            Call get = bench.call("getStream", live);
            Answer read = bench.reread(
                    get,
                    now -> done != 1
                            || winner.isEmpty()
                            || now.textAt(Field.STATUS).equals(winner));
            if (done == 1 && winner.isPresent()) {
                bench.holds(
                        "lifecycle-allowed",
                        new Bench.Sent(get, read),
                        read.textAt(Field.STATUS).equals(winner),
                        winner.get(),
                        read.textAt(Field.STATUS).orElse("absent"));
            }
        }
    }

    @Check(
            id = "parallel-requests-make-streams",
            rules = {"request-makes-new-stream", "pending-exact"})
    void requests_at_once_make_a_stream_each(Bench bench) {
        Live first = bench.request();
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < CALLS / 4; i++) {
            var body = bench.session().bodies().full(bench.contract().operation("requestStream"));
            body.set(Field.PHONE, first.asked().path(Field.PHONE));
            calls.add(bench.call(bench.contract().operation("requestStream")).json(body));
        }
        List<Answer> answers = atOnce(bench, calls);
        allWorked(bench, calls, answers);
        Set<String> tokens =
                answers.stream().flatMap(answer -> answer.token().stream()).collect(Collectors.toSet());
        bench.holds(
                "request-makes-new-stream",
                "requestStream",
                tokens.size() == calls.size(),
                calls.size() + " tokens",
                tokens.size() + " tokens");
        Call list = bench.call("getPending", first);
        Answer pending = bench.reread(list, read -> tokens(read).containsAll(tokens));
        Set<String> listed = tokens(pending);
        bench.holds(
                "pending-exact",
                new Bench.Sent(list, pending),
                listed.containsAll(tokens),
                tokens.size() + " new streams",
                listed.size() + " streams");
    }

    private static Set<String> tokens(Answer list) {
        return list.items().stream()
                .flatMap(item -> Answer.token(item).stream())
                .collect(Collectors.toSet());
    }

    private static void allWorked(Bench bench, List<Call> calls, List<Answer> answers) {
        List<Integer> refused = IntStream.range(0, calls.size())
                .filter(i -> !answers.get(i).success())
                .boxed()
                .toList();
        int shown = refused.stream()
                .filter(i -> answers.get(i).serverError())
                .findFirst()
                .orElse(refused.isEmpty() ? 0 : refused.get(0));
        Bench.Sent sent = new Bench.Sent(calls.get(shown), answers.get(shown));
        if (sent.answer().serverError()) {
            bench.holds(
                    "no-server-error", sent, false, "a success", sent.answer().shown());
            return;
        }
        bench.holds(
                "operation-works",
                sent,
                refused.isEmpty(),
                "all succeed",
                refused.size() + " of " + calls.size() + " refused");
    }

    /**
     * An answer, and when its call was under way.
     *
     * @param begin in nanoseconds of the system's own clock
     */
    record Timed(Answer answer, long begin, long end) {}

    private static List<Answer> atOnce(Bench bench, List<Call> calls) {
        return timed(bench, calls).stream().map(Timed::answer).toList();
    }

    /** Sends calls at once, as many as the target's profile allows. */
    static List<Timed> timed(Bench bench, List<Call> calls) {
        int threads = Math.min(calls.size(), bench.session().target().burst());
        if (threads < 2) {
            throw new NotJudged(NotJudged.Cause.MEANS, "this environment takes one call at a time");
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch together = new CountDownLatch(threads);
            List<Future<Timed>> futures = new ArrayList<>();
            for (Call call : calls) {
                futures.add(pool.submit(() -> {
                    together.countDown();
                    together.await();
                    long begin = System.nanoTime();
                    Answer answer = bench.raw(call);
                    return new Timed(answer, begin, System.nanoTime());
                }));
            }
            List<Timed> answers = new ArrayList<>();
            for (Future<Timed> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof NotJudged reason ? reason : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotJudged(NotJudged.Cause.TARGET, "the run was interrupted");
        } finally {
            pool.shutdownNow();
        }
    }
}
