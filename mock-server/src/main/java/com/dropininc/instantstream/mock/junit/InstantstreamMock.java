package com.dropininc.instantstream.mock.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class a sandbox of its own, as a parameter of type
 * {@link com.dropininc.instantstream.mock.client.MockSandbox}:
 *
 * <pre>{@code
 * @InstantstreamMock
 * class CheckoutTest {
 *     @Test
 *     void a_viewer_sees_the_stream_expire(MockSandbox sandbox) { ... }
 * }
 * }</pre>
 *
 * <p>One mock is started in this process and shared by all tests; one that runs already is used where
 * {@code INSTANTSTREAM_MOCK_URL} is set in the environment. Tests may run in parallel.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SandboxPerTest.class)
public @interface InstantstreamMock {
    /** Whether sandboxes begin with the streams of the demo world. */
    boolean seeded() default false;
}
