package dev.policyctl.repo;

/**
 * The branch that a proposal is made for.
 *
 * @param name for people: {@code origin/main}, or {@code main} for a local branch
 * @param commitId of its tip
 */
public record TargetBranch(String name, String commitId) {}
