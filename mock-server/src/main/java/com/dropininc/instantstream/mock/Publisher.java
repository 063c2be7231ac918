package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.realtime.Realtime;
import com.dropininc.instantstream.mock.stream.Happening;
import com.dropininc.instantstream.mock.stream.Views;
import com.dropininc.instantstream.spec.Contract;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells what happens to streams on their realtime channels. */
final class Publisher {
    private final Contract contract;
    private final Views views;
    private final Answers answers;
    private final Realtime realtime;

    Publisher(Contract contract, Views views, Answers answers, Realtime realtime) {
        this.contract = contract;
        this.views = views;
        this.answers = answers;
        this.realtime = realtime;
    }

    void publish(Happening happening) {
        String token = happening.stream().token();
        String data = answers.json(payload(happening));
        realtime.publish(contract.channel("stream").name(token), happening.event(), data);
        if (happening.pendingChanged()) {
            String account = happening.stream().request().account();
            realtime.publish(contract.channel("account").name(account), happening.event(), data);
        }
    }

    private Map<String, Object> payload(Happening happening) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("event", happening.event());
        payload.put("token", happening.stream().token());
        payload.put("at", Views.text(happening.at()));
        payload.put("stream", views.stream(happening.stream()).stream(null));
        return payload;
    }
}
