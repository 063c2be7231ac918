/**
 * The deploy gate: reports and a policy in, one decision out. {@link
 * com.dropininc.instantstream.contract.gate.Gate} is a pure function; reading and writing happen around it.
 */
package com.dropininc.instantstream.contract.gate;
