package dev.policyctl.trust;

/**
 * Why some key material lets nobody sign.
 *
 * @param path of the file, in the policy repository
 * @param line from 1; 1 where the file as a whole cannot be used
 * @param column from 1, in code points
 * @param text what is wrong, as it stands there; may be empty
 * @param message one line for people
 */
public record KeyProblem(String path, int line, int column, String text, String message) {}
