package com.dropininc.instantstream.contract.model;

import com.dropininc.instantstream.spec.Violation;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A body that differs from a valid one in one place and is provably invalid.
 *
 * @param name what is wrong with it
 * @param violations why, by the judge
 */
public record Neighbour(String name, JsonNode body, List<Violation> violations) {}
