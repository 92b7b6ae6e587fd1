/**
 * The rules of the architecture as tests. Each rule reads what the reactor has built and returns its breaches as sentences; beside the test
 * of the real bundles stands one that plants a breach in a synthetic bundle and sees it reported.
 */
package org.freshet.rules;
