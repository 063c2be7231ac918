package com.dropininc.instantstream.mock.realtime;

import tools.jackson.databind.JsonNode;

/**
 * Somebody on a presence channel.
 *
 * @param userId never empty
 * @param info what others may know; an empty object if nothing was given
 */
record Member(String userId, JsonNode info) {}
