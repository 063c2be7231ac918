package com.dropininc.instantstream.contract.model;

import tools.jackson.databind.node.ObjectNode;

/**
 * A valid body that goes as far as its schema lets it.
 *
 * @param name what is special about it
 * @param promised whether the docs show that it is valid, and not only the schema that was made of them
 */
public record Boundary(String name, ObjectNode body, boolean promised) {}
