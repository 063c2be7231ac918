/** Proves on this machine that the suite goes red where it should, and green where it should. */
package com.dropininc.instantstream.contract.doctor;
