package com.dropininc.instantstream.contract.check;

/** A check found a documented rule broken. */
final class CheckFailed extends AssertionError {
    private static final long serialVersionUID = 1L;

    CheckFailed(String message) {
        super(message);
    }
}
