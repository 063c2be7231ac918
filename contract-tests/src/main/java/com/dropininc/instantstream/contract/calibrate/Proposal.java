package com.dropininc.instantstream.contract.calibrate;

import java.util.List;

/**
 * An overlay that a person may take over, and what it does not settle.
 *
 * @param overlay the document, in YAML
 * @param changed what the environment does otherwise than the contract, one line each
 * @param confirmed the rules that it was seen to keep
 * @param left what differs and is not proposed, with the reason
 */
public record Proposal(String overlay, List<String> changed, List<String> confirmed, List<String> left) {}
