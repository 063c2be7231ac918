package com.dropininc.instantstream.contract.mutant;

/** A server that keeps all that the docs promise, in a way of its own. */
public record Harmless(String name, Fault way) {
    @Override
    public String toString() {
        return name;
    }
}
