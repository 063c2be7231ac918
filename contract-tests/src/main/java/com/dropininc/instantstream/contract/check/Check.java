package com.dropininc.instantstream.contract.check;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A check: a test method whose name is the sentence that holds when it passes. It takes a {@link Bench}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@ExtendWith(CheckExtension.class)
@interface Check {
    /** Stable kebab-case id. */
    String id();

    /** Ids of the rules of the spec that it looks at; the first one is what it is about. */
    String[] rules();
}
