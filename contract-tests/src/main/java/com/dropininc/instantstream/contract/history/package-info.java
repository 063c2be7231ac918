/** Reports that are kept in a directory: how environments fared over time, and where they stand now. */
package com.dropininc.instantstream.contract.history;
