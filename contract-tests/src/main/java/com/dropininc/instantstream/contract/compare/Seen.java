package com.dropininc.instantstream.contract.compare;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;

/**
 * One step of a walk and what came back.
 *
 * @param step what the step does, in words; the same on every target
 */
public record Seen(String step, Call call, Answer answer) {}
