package dev.policyctl.signing.ssh;

/**
 * Why a line of {@code allowed_signers} lets nobody sign.
 *
 * @param line from 1
 * @param column of the text in it, in code points from 1
 * @param text what is wrong, as it stands there; may be empty
 * @param message one line for people, lower case, no full stop
 */
public record SignerProblem(int line, int column, String text, String message) {}
