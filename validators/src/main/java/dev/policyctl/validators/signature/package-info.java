/**
 * Who signed a change, as findings. In come what a run reads and what judges it; out come the
 * verdicts of the module {@code trust}, a sentence for every report, and findings. Called by
 * commands, once a run.
 */
@NullMarked
package dev.policyctl.validators.signature;

import org.jspecify.annotations.NullMarked;
