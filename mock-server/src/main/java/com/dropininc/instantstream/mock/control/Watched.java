package com.dropininc.instantstream.mock.control;

import java.time.Instant;
import java.util.Optional;

/**
 * Files that a mock reads anew when they change.
 *
 * @param what {@code spec} or {@code fixtures}
 * @param path the file or directory
 * @param read real time at which what is in use was read
 * @param problem why the last change could not be used; what was read before then stays
 */
public record Watched(String what, String path, Instant read, Optional<String> problem) {}
