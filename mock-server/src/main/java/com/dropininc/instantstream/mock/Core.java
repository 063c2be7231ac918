package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.mock.control.AdminDoor;
import com.dropininc.instantstream.mock.sandbox.Ground;
import com.dropininc.instantstream.mock.sandbox.Scenarios;
import com.dropininc.instantstream.spec.Contract;

/** All of a mock that follows from its spec and its fixtures: a change of either makes a new one. Immutable. */
record Core(
        Contract contract, Fixtures fixtures, Ground ground, RequestFlow flow, Scenarios scenarios, AdminDoor admin) {}
