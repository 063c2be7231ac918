/** How much of the contract a run has put to the test, measured by the calls that were really made. */
package com.dropininc.instantstream.contract.coverage;
